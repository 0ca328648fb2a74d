"""How days, shares, counts and names are written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.words import (
    bar,
    counted,
    day,
    days,
    lines_within,
    listed,
    long_day,
    named,
    percent,
    percents,
    without_bars,
)


def test_a_day_is_short_or_with_its_year() -> None:
    assert day(date(2026, 11, 3)) == "Tue 3 Nov"
    assert long_day(date(2026, 11, 3)) == "Tue 3 Nov 2026"


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2026, 12, 31), date(2026, 12, 31), "Thu 31 Dec"),
        (date(2026, 12, 30), date(2026, 12, 31), "Wed 30 Dec to Thu 31 Dec"),
        (date(2026, 12, 31), date(2027, 1, 1), "Thu 31 Dec 2026 to Fri 1 Jan 2027"),
    ],
)
def test_a_span_names_its_years_where_it_crosses_one(first: date, last: date, written: str) -> None:
    assert days(first, last) == written


@pytest.mark.parametrize(
    ("share", "written"), [(0.0, "0%"), (0.29, "29%"), (0.999, "99%"), (1.0, "100%")]
)
def test_only_what_is_complete_is_a_hundred_per_cent(share: float, written: str) -> None:
    assert percent(share) == written


@pytest.mark.parametrize(
    ("share", "drawn"), [(0.0, "▱▱▱▱▱▱▱▱▱▱"), (0.3, "▰▰▰▱▱▱▱▱▱▱"), (1.0, "▰▰▰▰▰▰▰▰▰▰")]
)
def test_a_bar_is_as_long_as_its_share(share: float, drawn: str) -> None:
    assert bar(share) == drawn
    assert without_bars(f"So far: {drawn} done") == "So far: done"


@given(parts=st.lists(st.integers(0, 1000), min_size=3, max_size=3).filter(any))
def test_shares_of_one_whole_add_up(parts: list[int]) -> None:
    shares = [part / sum(parts) for part in parts]

    written = [int(each.removesuffix("%")) for each in percents(shares)]

    assert sum(written) == 100
    assert all(abs(each - share * 100) < 1 for each, share in zip(written, shares, strict=True))


def test_one_is_not_many() -> None:
    assert [counted(n, "hour") for n in (0, 1, 2)] == ["0 hours", "1 hour", "2 hours"]
    assert [counted(n, "person", "people") for n in (1, 2)] == ["1 person", "2 people"]


def test_words_are_listed_as_one_says_them() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"]) == "a, b and c"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Ada Obi", "Ada Obi"),
        ("ada_obi", "ada_obi"),
        ("*Ada* _Obi_", "Ada Obi"),
        ("<!channel>", "&lt;!channel&gt;"),
        ("Ada\nObi", "Ada Obi"),
        ("`~*_", "\N{EN DASH}"),
        ("", "\N{EN DASH}"),
        ("A" * 80, "A" * 80),
        ("A" * 81, "A" * 79 + "…"),
    ],
)
def test_a_name_is_written_so_that_it_is_only_a_name(name: str, written: str) -> None:
    assert named(name) == written


def test_lines_that_fit_are_left_as_they_are() -> None:
    lines = ["one", "two", "three"]

    assert lines_within(lines, 13) == "one\ntwo\nthree"
    assert lines_within(lines, 12) != "one\ntwo\nthree"


@given(lines=st.lists(st.text("ab", max_size=9), max_size=9), limit=st.integers(0, 60))
def test_lines_never_take_more_than_their_room(lines: list[str], limit: int) -> None:
    assert len(lines_within(lines, limit)) <= limit


def test_the_lines_that_do_not_fit_are_counted() -> None:
    lines = ["first line", "second line", "third line", "fourth line"]

    assert lines_within(lines, 40) == "first line\nsecond line\nand 2 more"
