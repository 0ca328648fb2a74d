"""How often a bot may call, as Slack counts it."""

from collections import deque
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from math import ceil

_MINUTE = timedelta(minutes=1)


class Limits(Enum):
    """Whose limits hold in a workspace."""

    OFF = "off"
    SLACK = "slack"


@dataclass(frozen=True)
class Allowance:
    """So many calls within so much time."""

    calls: int
    within: timedelta


TIER_2 = Allowance(20, _MINUTE)
TIER_3 = Allowance(50, _MINUTE)
TIER_4 = Allowance(100, _MINUTE)
POSTS = Allowance(300, _MINUTE)
"""Messages in a whole workspace: Slack says several hundred a minute."""
POSTS_IN_CHANNEL = Allowance(3, timedelta(seconds=3))
"""Messages in one channel: one a second, and Slack bears with short bursts."""


class RateLimitedError(Exception):
    """There were too many calls; *retry_after* is when to come again, in whole seconds."""

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(f"retry after {retry_after} s")


@dataclass(frozen=True)
class Gate:
    """One thing that is counted by itself, such as a method, or a method in a channel."""

    key: Hashable
    allowance: Allowance


class Turnstile:
    """Counts calls by the workspace's own clock, and refuses those that come too often.

    Real time would be wrong here: a half year that is lived in a minute would
    look like a flood, although its messages lie days apart.  On the workspace's
    clock a wave of reminders at nine o'clock is the flood that it would be in
    Slack, and a bot that waits as it is told gets through when the clock has
    moved.  While nobody moves a flowing clock, both are the same; on a clock
    that stands still no allowance ever comes back, so tests count only when
    they mean to.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._passed: dict[Hashable, deque[datetime]] = {}

    def enter(self, gates: Iterable[Gate]) -> None:
        """Let one call through all *gates*, or through none.

        Raises:
            RateLimitedError: One of them has let through as many as it may.
        """
        now, gates = self._now(), list(gates)
        wait = max((self._wait(gate, now) for gate in gates), default=timedelta(0))
        if wait > timedelta(0):
            raise RateLimitedError(ceil(wait.total_seconds()))
        for gate in gates:
            self._passed[gate.key].append(now)

    def _wait(self, gate: Gate, now: datetime) -> timedelta:
        """Tell how long it takes until *gate* opens again."""
        passed = self._passed.setdefault(gate.key, deque())
        while passed and passed[0] + gate.allowance.within <= now:
            passed.popleft()
        if len(passed) < gate.allowance.calls:
            return timedelta(0)
        return passed[0] + gate.allowance.within - now
