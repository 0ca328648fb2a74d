"""Times in a message, as each reader sees them on their own clock."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

_PLACE = re.compile(r"\{(\w+)\}")
_DAY = timedelta(days=1)


def formatted(pattern: str, moment: datetime, now: datetime) -> str | None:
    """Fill a pattern such as ``{date_short} at {time}``; both times are the reader's.

    An unknown place in the pattern gives None, and the fallback is shown.
    """
    places = set(_PLACE.findall(pattern))
    if not places or not places <= _PLACES.keys():
        return None
    return _PLACE.sub(lambda found: _PLACES[found.group(1)](moment, now), pattern)


def _numeric(moment: datetime, _now: datetime) -> str:
    return f"{moment:%Y-%m-%d}"


def _plain(moment: datetime, _now: datetime) -> str:
    return f"{moment:%B} {_ordinal(moment.day)}, {moment.year}"


def _short(moment: datetime, _now: datetime) -> str:
    return f"{moment:%b} {moment.day}, {moment.year}"


def _long(moment: datetime, now: datetime) -> str:
    return f"{moment:%A}, {_plain(moment, now)}"


def _time(moment: datetime, _now: datetime) -> str:
    return f"{moment:%H:%M}"


def _seconds(moment: datetime, _now: datetime) -> str:
    return f"{moment:%H:%M:%S}"


def _pretty(far: Callable[[datetime, datetime], str]) -> Callable[[datetime, datetime], str]:
    def near_or_far(moment: datetime, now: datetime) -> str:
        near = {
            now.date() - _DAY: "yesterday",
            now.date(): "today",
            now.date() + _DAY: "tomorrow",
        }
        return near.get(moment.date()) or far(moment, now)

    return near_or_far


def _ago(moment: datetime, now: datetime) -> str:
    gap = now - moment
    size = abs(gap)
    if size < timedelta(minutes=1):
        return "now"
    spans = ((_DAY, "day"), (timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute"))
    count, unit = next((size // span, name) for span, name in spans if size >= span)
    words = f"{count} {unit}{'' if count == 1 else 's'}"
    return f"in {words}" if gap < timedelta(0) else f"{words} ago"


def _ordinal(day: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd"}
    teens = range(11, 14)
    return f"{day}{'th' if day in teens else endings.get(day % 10, 'th')}"


_PLACES: dict[str, Callable[[datetime, datetime], str]] = {
    "date_num": _numeric,
    "date": _plain,
    "date_short": _short,
    "date_long": _long,
    "date_pretty": _pretty(_plain),
    "date_short_pretty": _pretty(_short),
    "date_long_pretty": _pretty(_long),
    "time": _time,
    "time_secs": _seconds,
    "ago": _ago,
}
