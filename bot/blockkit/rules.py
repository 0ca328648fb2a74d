"""The vocabulary of the table of limits: what one value may look like.

A rule looks at any value at all, however wild, and never raises.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from bot.blockkit.problems import Problem, under


class Rule(Protocol):
    """What one value may look like."""

    def problems(self, value: object, at: str) -> Iterator[Problem]:
        """Find what is wrong with *value*, which stands *at* a pointer."""
        ...


@dataclass(frozen=True)
class Words:
    """A string; where it is *visible*, blanks alone count as nothing."""

    longest: int
    shortest: int = 1
    visible: bool = False

    def problems(self, value: object, at: str) -> Iterator[Problem]:
        """Find a string that is none, is empty or is too long."""
        if not isinstance(value, str):
            yield Problem(at, "is not a string")
        elif len(value.strip() if self.visible else value) < self.shortest:
            yield Problem(at, "is empty")
        elif len(value) > self.longest:
            yield Problem(at, f"has {len(value)} characters where {self.longest} are allowed")


@dataclass(frozen=True)
class Address:
    """A link to the web."""

    longest: int = 3000

    def problems(self, value: object, at: str) -> Iterator[Problem]:
        """Find a link that is none or is too long."""
        yield from Words(self.longest).problems(value, at)
        if isinstance(value, str) and not re.match(r"https?://[^\s/]", value):
            yield Problem(at, "is not a web address")


@dataclass(frozen=True)
class OneOf:
    """One of a few words."""

    words: frozenset[str]

    def problems(self, value: object, at: str) -> Iterator[Problem]:
        """Find a word that is not on the list."""
        if not isinstance(value, str) or value not in self.words:
            yield Problem(at, f"is not one of {', '.join(sorted(self.words))}")


@dataclass(frozen=True)
class Flag:
    """True or false."""

    def problems(self, value: object, at: str) -> Iterator[Problem]:
        """Find what is neither true nor false."""
        if not isinstance(value, bool):
            yield Problem(at, "is neither true nor false")


@dataclass(frozen=True)
class Whole:
    """A whole number."""

    lowest: int
    highest: int

    def problems(self, value: object, at: str) -> Iterator[Problem]:
        """Find a number that is not whole or lies outside."""
        if not isinstance(value, int) or isinstance(value, bool):
            yield Problem(at, "is not a whole number")
        elif not self.lowest <= value <= self.highest:
            yield Problem(at, f"is not between {self.lowest} and {self.highest}")


@dataclass(frozen=True)
class Number:
    """A number, above a bound if there is one."""

    above: int | None = None

    def problems(self, value: object, at: str) -> Iterator[Problem]:
        """Find what is no number, is endless or is too small."""
        if not isinstance(value, int | float) or isinstance(value, bool):
            yield Problem(at, "is not a number")
        elif isinstance(value, float) and not math.isfinite(value):
            yield Problem(at, "is not a finite number")
        elif self.above is not None and value <= self.above:
            yield Problem(at, f"is not above {self.above}")


@dataclass(frozen=True)
class Digits:
    """A number written out in a string."""

    def problems(self, value: object, at: str) -> Iterator[Problem]:
        """Find a string that writes no number."""
        if not isinstance(value, str) or not re.fullmatch(r"-?[0-9]{1,30}(\.[0-9]{1,30})?", value):
            yield Problem(at, "does not write a number")


@dataclass(frozen=True)
class Day:
    """A date such as 2026-02-28."""

    def problems(self, value: object, at: str) -> Iterator[Problem]:
        """Find a string that is no day of the calendar."""
        if not isinstance(value, str) or not _is_day(value):
            yield Problem(at, "is not a day such as 2026-02-28")


def _is_day(value: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class Clock:
    """A time of the day such as 09:30."""

    def problems(self, value: object, at: str) -> Iterator[Problem]:
        """Find a string that no clock shows."""
        if not isinstance(value, str) or not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", value):
            yield Problem(at, "is not a time such as 09:30")


@dataclass(frozen=True)
class Many:
    """A list of things of one sort."""

    item: Rule
    most: int
    fewest: int = 1

    def problems(self, value: object, at: str) -> Iterator[Problem]:
        """Find a list that is none, is too short or too long, and what is wrong in it."""
        if not isinstance(value, list | tuple):
            yield Problem(at, "is not a list")
            return
        if not self.fewest <= len(value) <= self.most:
            yield Problem(
                at, f"has {len(value)} entries where {self.fewest} to {self.most} are allowed"
            )
        for index, item in enumerate(value):
            yield from self.item.problems(item, under(at, index))


Sense = Callable[[Mapping[str, Any], str], Iterator[Problem]]


@dataclass(frozen=True)
class Shape:
    """An object with its keys; *sense* is what the keys must agree on."""

    required: Mapping[str, Rule] = field(default_factory=dict)
    optional: Mapping[str, Rule] = field(default_factory=dict)
    sense: tuple[Sense, ...] = ()

    def problems(self, value: object, at: str) -> Iterator[Problem]:
        """Find keys that are missing, unknown or wrong, or that do not agree."""
        if not isinstance(value, Mapping):
            yield Problem(at, "is not an object")
            return
        found = [*self._missing(value, at), *self._wrong(value, at)]
        yield from found
        # Only an object whose keys are right, each for itself, is asked whether
        # they agree: so no question of sense need fear a wild value.
        if not found:
            for agrees in self.sense:
                yield from agrees(value, at)

    def _missing(self, value: Mapping[str, Any], at: str) -> Iterator[Problem]:
        for key in self.required:
            if key not in value:
                yield Problem(at, f"lacks {key}")

    def _wrong(self, value: Mapping[str, Any], at: str) -> Iterator[Problem]:
        known = {**self.required, **self.optional}
        for key, item in value.items():
            if key in known:
                yield from known[key].problems(item, under(at, key))
            else:
                yield Problem(under(at, key), "is not a key that Slack knows here")


@dataclass(frozen=True)
class Kinds:
    """An object whose key *type* says which shape it has."""

    kinds: Mapping[str, Shape]

    def problems(self, value: object, at: str) -> Iterator[Problem]:
        """Find a type that may not stand here, or what is wrong with the object."""
        if not isinstance(value, Mapping):
            yield Problem(at, "is not an object")
            return
        kind = value.get("type")
        if not isinstance(kind, str) or kind not in self.kinds:
            yield Problem(under(at, "type"), f"is not one of {', '.join(sorted(self.kinds))}")
            return
        keys = {key: item for key, item in value.items() if key != "type"}
        yield from self.kinds[kind].problems(keys, at)


def plain(longest: int) -> Kinds:
    """Allow a text object without mark-up."""
    words = Words(longest, visible=True)
    return Kinds({"plain_text": Shape({"text": words}, {"emoji": Flag()})})


def marked(longest: int) -> Kinds:
    """Allow a text object with or without mark-up."""
    words = Words(longest, visible=True)
    mrkdwn = Shape({"text": words}, {"verbatim": Flag()})
    return Kinds({**plain(longest).kinds, "mrkdwn": mrkdwn})
