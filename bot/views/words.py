"""How days, shares, counts and names are written, the same everywhere."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import accumulate

from bot.blockkit.text import clip, escape

BAR_LENGTH = 10
LONGEST_NAME = 80
NOTHING = "\N{EN DASH}"

# A mark inside a word marks nothing up, so that "ada_obi" keeps its name.
_MARKS = re.compile(r"(?<![^\W_])[*_~]+|[*_~]+(?![^\W_])|`")
_BARS = re.compile("[▰▱]+ ")


def day(when: date) -> str:
    """Write a day as "Mon 23 Nov"."""
    return f"{when:%a} {when.day} {when:%b}"


def long_day(when: date) -> str:
    """Write a day as "Mon 23 Nov 2026"."""
    return f"{day(when)} {when.year}"


def days(first: date, last: date) -> str:
    """Write a span of days; the year stands where the span leaves it."""
    if first == last:
        return day(first)
    if first.year == last.year:
        return f"{day(first)} to {day(last)}"
    return f"{long_day(first)} to {long_day(last)}"


def percent(share: float) -> str:
    """Write a share from 0 to 1 as whole per cent; only what is complete says 100."""
    return f"{int(share * 100 + 1e-9)}%"


def percents(shares: Sequence[float]) -> list[str]:
    """Write shares of one whole as whole per cent that add up to 100."""
    exact = [share * 100 for share in shares]
    whole = [int(each) for each in exact]
    by_loss = sorted(range(len(exact)), key=lambda place: whole[place] - exact[place])
    for place in by_loss[: 100 - sum(whole)]:
        whole[place] += 1
    return [f"{each}%" for each in whole]


def bar(share: float) -> str:
    """Draw a share from 0 to 1; the number always stands beside it."""
    full = int(share * BAR_LENGTH + 1e-9)
    return "▰" * full + "▱" * (BAR_LENGTH - full)


def without_bars(text: str) -> str:
    """Leave out what is drawn, since it is noise to those who listen."""
    return _BARS.sub("", text)


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(words: Sequence[str]) -> str:
    """Write words as "a, b and c"."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def named(name: str) -> str:
    """Write a name that people chose, so that it mentions, links and formats nothing."""
    plain = " ".join(_MARKS.sub("", name).split())
    return escape(clip(plain, LONGEST_NAME)) or NOTHING


def lines_within(lines: Sequence[str], limit: int) -> str:
    """Write as many whole *lines* as fit into *limit* characters, and count the others."""
    text = "\n".join(lines)
    if len(text) <= limit:
        return text
    room = limit - len(f"and {len(lines)} more")
    kept = sum(end <= room for end in accumulate(len(line) + 1 for line in lines))
    if not kept:
        return clip(text, limit)
    return "\n".join([*lines[:kept], f"and {len(lines) - kept} more"])
