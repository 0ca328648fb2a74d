"""Pages of a long list, with cursors as Slack gives them."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.sandbox.api.call import Call
from bot.sandbox.errors import ApiError

_MOST = 1000
_PREFIX = "next:"

Item = TypeVar("Item")


@dataclass(frozen=True)
class Page(Generic[Item]):
    """A part of a list, and the cursor of the next part; empty at the end."""

    items: Sequence[Item]
    next_cursor: str


def page_of(call: Call, items: Sequence[Item]) -> Page[Item]:
    """Give the part of *items* that the call asks for.

    Raises:
        ApiError: The cursor is none of ours, or the limit is out of range.
    """
    start = _start(call.text("cursor"))
    limit = call.number("limit", _MOST)
    if not 0 < limit <= _MOST:
        raise ApiError("invalid_limit")
    end = start + limit
    return Page(items[start:end], _cursor(end) if end < len(items) else "")


def _cursor(start: int) -> str:
    return b64encode(f"{_PREFIX}{start}".encode()).decode()


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        text = b64decode(cursor, validate=True).decode()
        return int(text.removeprefix(_PREFIX))
    except ValueError:
        raise ApiError("invalid_cursor") from None
