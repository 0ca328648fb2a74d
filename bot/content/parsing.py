"""Turns YAML text into plain values, and remembers on which line each of them stands.

Content needs a small and predictable part of YAML.  Anchors, tags and
several documents in one file are refused, and only what looks like a number,
a date, `true`, `false` or `null` is anything but text: `no` is a word.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import yaml

from bot.content.problems import Key

DEEPEST = 16

_WORDS: Mapping[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "false": False,
}
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class UnparsableError(Exception):
    """The text is not the YAML that content is made of."""

    def __init__(self, line: int, what: str) -> None:
        self.line = line
        self.what = what
        super().__init__(what)


@dataclass(frozen=True, slots=True)
class Parsed:
    """The value of a text, and the line of every value inside it."""

    value: object
    lines: Mapping[tuple[Key, ...], int]

    def line_of(self, keys: tuple[Key, ...]) -> int:
        """Find the line of the value at *keys*, or of the nearest one around it."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return self.lines.get(keys, 1)


def parse(text: str, first_line: int = 1) -> Parsed:
    """Read *text*, whose first line is line *first_line* of its file.

    Raises:
        UnparsableError: if it is no YAML, or uses more of YAML than content does.
    """
    walk = _Walk(text, first_line)
    try:
        value = walk.document()
    except yaml.MarkedYAMLError as error:
        # What is never closed is only missed behind the end of the text.
        last = text.rstrip().count("\n")
        line = min(error.problem_mark.line, last) if error.problem_mark else last
        raise UnparsableError(first_line + line, _reason(error)) from error
    except yaml.YAMLError as error:
        raise UnparsableError(first_line, "It holds a character that YAML forbids.") from error
    return Parsed(value, walk.lines)


def _reason(error: yaml.MarkedYAMLError) -> str:
    parts = (error.context, error.problem)
    return f"It is no valid YAML: {', '.join(part for part in parts if part)}."


def scalar(text: str) -> object:
    """Tell what unquoted *text* means."""
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    if _DATE.fullmatch(text):
        return _day(text)
    return text


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


class _Walk:
    """One walk over the parser's events, which never nest deeper than `DEEPEST`."""

    def __init__(self, text: str, first_line: int) -> None:
        self.lines: dict[tuple[Key, ...], int] = {}
        self._first_line = first_line
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CSafeLoader)

    def document(self) -> object:
        """Read the only document there is; an empty text is nothing."""
        value = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refusal(event, "It holds more than one document.")
                value = self._value(next(self._events), ())
        return value

    def _value(self, event: yaml.Event, path: tuple[Key, ...]) -> object:
        self._refuse_extras(event, path)
        self.lines.setdefault(path, self._line(event))
        match event:
            case yaml.ScalarEvent():
                return scalar(event.value) if event.implicit[0] else event.value
            case yaml.SequenceStartEvent():
                return self._list(path)
            case _:
                return self._mapping(path)

    def _list(self, path: tuple[Key, ...]) -> list[object]:
        values: list[object] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            values.append(self._value(event, (*path, len(values))))
        return values

    def _mapping(self, path: tuple[Key, ...]) -> dict[str, object]:
        values: dict[str, object] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, path)
            if key in values:
                raise self._refusal(event, f"The key {key} is given twice.")
            self.lines[*path, key] = self._line(event)
            values[key] = self._value(next(self._events), (*path, key))
        return values

    def _key(self, event: yaml.Event, path: tuple[Key, ...]) -> str:
        self._refuse_extras(event, path)
        if not isinstance(event, yaml.ScalarEvent):
            raise UnparsableError(self._line(event), "A key is a single word.")
        return str(event.value)

    def _refuse_extras(self, event: yaml.Event, path: tuple[Key, ...]) -> None:
        if getattr(event, "anchor", None) is not None:
            raise self._refusal(event, "Anchors and aliases are not used here.")
        if getattr(event, "tag", None) is not None:
            raise self._refusal(event, "Tags are not used here.")
        if len(path) > DEEPEST:
            raise self._refusal(event, "It is nested too deeply.")

    def _refusal(self, event: yaml.Event, what: str) -> UnparsableError:
        return UnparsableError(self._line(event), what)

    def _line(self, event: yaml.Event) -> int:
        return self._first_line + event.start_mark.line  # type: ignore[union-attr]  # always set
