"""The workspace's own clock: it flows, or it moves only when told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class _Reading:
    """What the clock showed when *elapsed* had run so far."""

    shown: datetime
    elapsed: float


class Clock:
    """A clock that any thread may read and set.

    Each setting replaces one frozen reading by another, so a reader in another
    thread never sees half of a change.
    """

    def __init__(self, starts_at: datetime, *, running: bool, elapsed: Callable[[], float]) -> None:
        if starts_at.tzinfo is None:
            raise ValueError("The sandbox's clock needs a time with a zone.")
        self.running = running
        self._elapsed = elapsed
        self._reading = _Reading(starts_at, elapsed())

    def now(self) -> datetime:
        """Read the clock."""
        reading = self._reading
        if not self.running:
            return reading.shown
        return reading.shown + timedelta(seconds=self._elapsed() - reading.elapsed)

    def set(self, to: datetime) -> None:
        """Put the clock to another time."""
        if to.tzinfo is None:
            raise ValueError("The sandbox's clock needs a time with a zone.")
        self._reading = _Reading(to, self._elapsed())
