"""Spans and moments as ISO 8601 writes them."""

import re
from datetime import datetime, timedelta

from bot.sandbox.errors import DoorError

_SPAN = re.compile(
    r"P(?=.)(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=.)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)


def span(text: str) -> timedelta:
    """Read a span such as ``PT1H`` or ``P7D``.

    Raises:
        DoorError: It is none.
    """
    found = _SPAN.fullmatch(text)
    if found is None:
        raise DoorError(f"{text!r} is no span of time. Write PT1H, P1D or P1W.")
    return timedelta(**{unit: int(count) for unit, count in found.groupdict(default="0").items()})


def moment(text: str) -> datetime:
    """Read a moment such as ``2026-01-05T09:00:00Z``.

    Raises:
        DoorError: It is none, or says no offset from UTC.
    """
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise DoorError(f"{text!r} is no moment. Write 2026-01-05T09:00:00Z.") from None
    if read.tzinfo is None:
        raise DoorError(f"{text!r} says no offset. Add Z, or the offset from UTC.")
    return read
