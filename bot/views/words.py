"""How days, shares and counts are written, the same everywhere."""

from collections.abc import Sequence
from datetime import date

BAR_LENGTH = 10


def day(when: date) -> str:
    """Write a day as "Mon 23 Nov"."""
    return f"{when:%a} {when.day} {when:%b}"


def long_day(when: date) -> str:
    """Write a day as "Mon 23 Nov 2026"."""
    return f"{day(when)} {when.year}"


def days(first: date, last: date) -> str:
    """Write a span of days."""
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def percent(share: float) -> str:
    """Write a share from 0 to 1 as whole percent; only what is complete says 100."""
    return f"{int(share * 100 + 1e-9)} %"


def bar(share: float) -> str:
    """Draw a share from 0 to 1; the number always stands beside it."""
    full = int(share * BAR_LENGTH + 1e-9)
    return "▰" * full + "▱" * (BAR_LENGTH - full)


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(words: Sequence[str]) -> str:
    """Write words as "a, b and c"."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
