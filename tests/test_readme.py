"""The README keeps up with the program."""

import re
from pathlib import Path

import click
import pytest

from bot.cli.commands import ai_path
from bot.settings import PREFIX, Settings
from bot.slack.routes import COMMANDS

README = (Path(__file__).parent.parent / "README.md").read_text()


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_stands_in_the_table(name: str) -> None:
    assert f"`{PREFIX}{name.upper()}`" in README


@pytest.mark.parametrize("name", sorted(ai_path.commands))
def test_every_command_of_the_command_line_is_mentioned(name: str) -> None:
    assert isinstance(ai_path.commands[name], click.Command)
    assert re.search(rf"ai-path {name}\b", README)


@pytest.mark.parametrize("word", sorted(word for word in COMMANDS if word))
def test_every_subcommand_is_mentioned(word: str) -> None:
    assert re.search(rf"`{word}\b", README)
