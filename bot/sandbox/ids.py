"""Names for things, counted up in the forms that Slack uses."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


class Ids:
    """Counts ids up; no two things of one sandbox share one.

    A bot keeps the ids of events it has seen in its own database, which may
    outlive the sandbox. *epoch* is part of each event id, so that a sandbox
    started later never repeats one of an earlier run.
    """

    def __init__(self, epoch: int) -> None:
        self.epoch = epoch
        self._count = 0
        self._latest = _EPOCH

    def next(self, prefix: str) -> str:
        """Give the next id with *prefix*, such as ``V`` for a view."""
        return f"{prefix}{self._next_number():08X}"

    def event(self) -> str:
        """Give the next event id."""
        return f"Ev{self.epoch:X}{self._next_number():06X}"

    def trigger(self) -> str:
        """Give the next trigger id."""
        number = self._next_number()
        return f"{number}.{self.epoch % 10**10}.{number:016x}"

    def ts(self, now: datetime) -> str:
        """Give a message's time stamp: unique, and never before an earlier one."""
        moment = max(now, self._latest + _TICK)
        self._latest = moment
        return stamp(moment)

    def _next_number(self) -> int:
        self._count += 1
        return self._count


def stamp(moment: datetime) -> str:
    """Write a moment the way Slack stamps messages: seconds, dot, microseconds."""
    microseconds = (moment - _EPOCH) // _TICK
    return f"{microseconds // 1_000_000}.{microseconds % 1_000_000:06d}"


def moment_of(ts: str) -> datetime:
    """Read the moment out of a message's time stamp."""
    seconds, _, fraction = ts.partition(".")
    return _EPOCH + timedelta(seconds=int(seconds), microseconds=int(fraction.ljust(6, "0") or 0))
