"""Refusals: plain words that a person can act on."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import bot.main
from bot.content import BrokenContentError
from bot.domain.people import UnknownZoneError
from bot.domain.refusals import BotError
from bot.domain.teams import UnknownTeamError

PACKAGE = Path(bot.main.__file__).parent
SENTENCE_ENDS = re.compile(r"[.?]( |$)")


def every(kind: type[BotError]) -> Iterator[type[BotError]]:
    for below in kind.__subclasses__():
        if below.__module__.startswith("bot."):
            yield below
        yield from every(below)


# Broken content is told to an operator at the start, with every problem on a line of its own.
REFUSALS = sorted(set(every(BotError)) - {BrokenContentError}, key=lambda kind: kind.__name__)


def blanks(kind: type[BotError]) -> set[str]:
    """The names that a refusal's sentence leaves to be filled in."""
    first, *_ = (kind.__doc__ or "").split("\n\n")
    return {name for _, name, _, _ in Formatter().parse(first) if name}


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.__name__)
def test_a_refusal_is_short_plain_and_complete(kind: type[BotError]) -> None:
    told = kind(**dict.fromkeys(blanks(kind), "x" * 60)).message()

    assert kind.__doc__ != BotError.__doc__
    assert told == " ".join(told.split())
    assert told[0].isupper() or told.startswith("x")
    assert len(told) <= 200
    assert 1 <= len(SENTENCE_ENDS.findall(told)) <= 2
    assert told.endswith((".", "?"))
    assert not set(told) & set("{}!*_~<>")


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.__name__)
def test_a_refusal_is_named_as_an_error_and_names_a_field_in_one_word(
    kind: type[BotError],
) -> None:
    assert kind.__name__.endswith("Error")
    assert re.fullmatch("[a-z_]*", kind.field)


def raised() -> Iterator[tuple[str, set[str]]]:
    """Every place that raises something, with the values that it gives."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.Raise(exc=ast.Call(func=ast.Name(id=name), keywords=values)):
                    yield name, {value.arg or "**" for value in values}
                case ast.Raise(exc=ast.Name(id=name)):
                    yield name, set()


def test_every_refusal_is_raised_somewhere_with_every_value_that_it_names() -> None:
    by_name = {kind.__name__: kind for kind in REFUSALS}
    found = [(name, values) for name, values in raised() if name in by_name]

    assert {name for name, _ in found} == set(by_name)
    for name, values in found:
        assert blanks(by_name[name]) - values == set(), name


def test_what_was_typed_is_quoted_only_so_far_that_it_is_recognised() -> None:
    typed = "Sear" + "c" * 3000 + "h"

    assert len(UnknownTeamError(name=typed).message()) <= 200
    assert len(UnknownZoneError(zone=typed, suggestion="Europe/Berlin").message()) <= 200


class PaintNotFoundError(BotError):
    """I found no "{colour}" in {shelf:.5}.

    What stands here is for those who read the code.
    """


def test_a_refusal_says_its_first_paragraph_with_the_values_filled_in() -> None:
    error = PaintNotFoundError(colour="{red}", shelf="the cellar")

    assert error.message() == str(error) == 'I found no "{red}" in the c.'


def test_values_can_be_quoted_as_the_place_demands() -> None:
    error = PaintNotFoundError(colour=7, shelf="a<b")

    assert error.message(lambda value: value.replace("<", "&lt;")) == 'I found no "7" in a&lt;.'
    assert error.values == {"colour": 7, "shelf": "a<b"}


def test_a_refusal_without_words_of_its_own_is_still_polite() -> None:
    assert BotError().message() == "Sorry, that did not work. Nothing was changed."
