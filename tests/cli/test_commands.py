"""All commands: each explains itself, and wrong usage is told from failure."""

import pytest

from bot.cli.commands import ai_path
from tests.cli.conftest import Line

COMMANDS = [
    *([name] for name in sorted(ai_path.commands)),
    ["content", "check"],
]


@pytest.mark.parametrize("words", [[], *COMMANDS], ids=" ".join)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_every_command_explains_itself(line: Line, words: list[str], flag: str) -> None:
    said = line(*words, flag)

    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"Usage: {' '.join(['ai-path', *words])}")


def test_the_version_is_told(line: Line) -> None:
    said = line("--version")

    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("ai-path ")


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["tick", "--nonsense"],
        ["tick", "--at"],
        ["tick", "extra"],
        ["preview", "--days", "0"],
        ["preview", "--days", "367"],
        ["sandbox", "--port", "65536"],
        ["content", "check", "/nowhere/at/all"],
        ["manifest", "--socket", "--url", "https://bot.example"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_two_with_the_reason(line: Line, words: list[str]) -> None:
    said = line(*words)

    assert (said.code, said.out) == (2, "")
    assert "Error: " in said.err


def test_every_command_that_answers_can_answer_in_json() -> None:
    answering = {"tick", "preview", "migrate", "manifest"}
    switches = {
        name: [option for each in command.params for option in each.opts]
        for name, command in ai_path.commands.items()
    }

    assert {name for name, options in switches.items() if "--json" in options} == answering
