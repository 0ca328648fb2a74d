"""Faults on purpose: what goes wrong next, in which method, how many times; and what it hit."""

from collections import deque
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

MOST_HITS = 100


class Wrong(StrEnum):
    """The ways in which a call can go wrong."""

    RATE_LIMITED = "429"
    SERVER_ERROR = "500"
    DROP_BEFORE = "drop_before"
    DROP_AFTER = "drop_after"
    TIMEOUT = "timeout"
    INVALID_BLOCKS = "invalid_blocks"


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong the next *times* that *method* is called."""

    method: str
    wrong: Wrong
    times: int = 1
    retry_after: int = 1


@dataclass(frozen=True)
class Hit:
    """One request that did not get through: of the bot, or to it."""

    at: datetime
    request: str
    about: str
    what: str


class Faults:
    """The faults that wait for their call, first in first out; and the requests that were hit."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self.hits: deque[Hit] = deque(maxlen=MOST_HITS)

    def plan(self, fault: Fault) -> None:
        """Let *fault* happen."""
        self._waiting.append(fault)

    def waiting(self) -> tuple[Fault, ...]:
        """List what has not happened yet."""
        return tuple(self._waiting)

    def clear(self) -> None:
        """Let nothing more go wrong."""
        self._waiting.clear()

    def forget(self) -> None:
        """Let nothing more go wrong, and forget what did."""
        self.clear()
        self.hits.clear()

    def note(self, hit: Hit) -> None:
        """Remember a request that was hit; the oldest gives way."""
        self.hits.append(hit)

    def strike(self, method: str, *, with_blocks: bool) -> Fault | None:
        """Give the fault that a call of *method* meets, and count it.

        A refusal of blocks strikes calls that carry blocks alone, since a bot
        that then sends the bare text is to get through.
        """
        for place, fault in enumerate(self._waiting):
            if fault.method != method:
                continue
            if fault.wrong is Wrong.INVALID_BLOCKS and not with_blocks:
                continue
            self._count(place, fault)
            return fault
        return None

    def _count(self, place: int, fault: Fault) -> None:
        if fault.times > 1:
            self._waiting[place] = replace(fault, times=fault.times - 1)
        else:
            del self._waiting[place]
