"""The log: one line an event, to standard error, and nothing that people wrote."""

import json
import logging
from collections.abc import Iterator

import pytest

from bot import logs
from bot.settings import LogFormat

NOISY = ("slack_bolt", "slack_sdk", "apscheduler", "alembic", "waitress")


@pytest.fixture(autouse=True)
def _own_logging() -> Iterator[None]:
    """Leave the logging of the tests as it was."""
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in NOISY)]
    before = [(logger, logger.level, logger.handlers[:]) for logger in loggers]
    yield
    for logger, level, handlers in before:
        logger.setLevel(level)
        logger.handlers[:] = handlers


def broken() -> None:
    """Fail, and log it."""
    try:
        _ = 1 / 0
    except ZeroDivisionError:
        logging.getLogger("bot.slack.guard").exception("reference %s", "0a")


def test_for_machines_each_event_is_one_object_on_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure(LogFormat.JSON, "INFO")

    logging.getLogger("bot.schedule.nudges").info("sent %s", 3)
    broken()

    captured = capsys.readouterr()
    first, second = (json.loads(line) for line in captured.err.splitlines())
    assert captured.out == ""
    assert {**first, "timestamp": ""} == {
        "event": "sent 3",
        "level": "info",
        "logger": "bot.schedule.nudges",
        "timestamp": "",
    }
    assert first["timestamp"].endswith("Z")
    assert (second["event"], second["level"]) == ("reference 0a", "error")
    assert second["exception"].endswith("ZeroDivisionError: division by zero")


def test_for_people_an_event_begins_with_when_and_what(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(LogFormat.CONSOLE, "INFO")

    logging.getLogger("bot.schedule.nudges").info("sent %s", 3)
    broken()

    captured = capsys.readouterr()
    first, second, *rest = captured.err.splitlines()
    assert captured.out == ""
    assert "[info     ] sent 3" in first
    assert "[error    ] reference 0a" in second
    assert rest[-1] == "ZeroDivisionError: division by zero"


@pytest.mark.parametrize(
    ("level", "heard"), [("DEBUG", "dice"), ("INFO", "ice"), ("WARNING", "ce"), ("ERROR", "e")]
)
def test_what_is_below_the_level_is_left_out(
    capsys: pytest.CaptureFixture[str], level: str, heard: str
) -> None:
    logs.configure(LogFormat.JSON, level)
    log = logging.getLogger("bot")

    log.debug("d")
    log.info("i")
    log.warning("c")
    log.error("e")

    lines = capsys.readouterr().err.splitlines()
    assert "".join(json.loads(line)["event"] for line in lines) == heard


@pytest.mark.parametrize("name", NOISY)
@pytest.mark.parametrize("level", ["DEBUG", "INFO"])
def test_libraries_that_would_write_down_what_people_wrote_only_warn(
    capsys: pytest.CaptureFixture[str], name: str, level: str
) -> None:
    logs.configure(LogFormat.JSON, level)

    logging.getLogger(f"{name}.somewhere").info("a body that somebody wrote")
    logging.getLogger(f"{name}.somewhere").warning("a warning")

    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["event"] == "a warning"


def test_where_only_errors_are_wanted_libraries_do_not_warn_either(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure(LogFormat.JSON, "ERROR")

    logging.getLogger("slack_bolt").warning("a warning")

    assert capsys.readouterr().err == ""


def test_configuring_twice_writes_each_event_once(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(LogFormat.JSON, "INFO")
    logs.configure(LogFormat.JSON, "INFO")

    logging.getLogger("bot").info("once")

    assert capsys.readouterr().err.count("once") == 1
