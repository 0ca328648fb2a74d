"""Check-ins: what can be said, and how long something stands in the way."""

from datetime import UTC, datetime, timedelta
from math import inf, nan

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.checkins import (
    Answer,
    Audience,
    Blocker,
    BlockerTooLongError,
    Confidence,
    HoursNotPlausibleError,
    NoteTooLongError,
    StaleBlockerError,
    parse_blocker,
    parse_hours,
)
from bot.domain.plans import TaskKey

LONG = "x" * 3000


@pytest.mark.parametrize("hours", [0, 0.5, 80])
def test_a_week_has_from_0_to_80_hours(hours: float) -> None:
    assert Answer(hours, Confidence.SURE).hours == hours


@pytest.mark.parametrize("hours", [-0.1, 80.1, inf, -inf, nan])
def test_more_or_less_is_not_plausible(hours: float) -> None:
    with pytest.raises(HoursNotPlausibleError):
        Answer(hours, Confidence.SURE)


def test_note_and_blocker_may_be_3000_characters_long_and_no_longer() -> None:
    answer = Answer(1, Confidence.LIKELY, note=LONG, blocker=LONG)

    assert (answer.note, answer.blocker) == (LONG, LONG)
    with pytest.raises(NoteTooLongError):
        Answer(1, Confidence.LIKELY, note=LONG + "x")
    with pytest.raises(BlockerTooLongError):
        Answer(1, Confidence.LIKELY, blocker=LONG + "x")


def test_a_blocker_is_told_to_nobody_unless_the_engineer_says_so() -> None:
    assert Answer(1, Confidence.UNSURE, blocker="No access").audience is Audience.NOBODY


def test_an_answer_can_be_about_fewer_tasks() -> None:
    kept, gone = TaskKey("a", "t1"), TaskKey("lost", "t1")
    answer = Answer(1, Confidence.SURE, frozenset({kept, gone}), "Good", "Slow", Audience.LEAD)

    assert answer.about(frozenset({kept})) == Answer(
        1, Confidence.SURE, frozenset({kept}), "Good", "Slow", Audience.LEAD
    )


def test_the_age_of_a_blocker_counts_whole_days() -> None:
    opened = datetime(2026, 12, 30, 15, tzinfo=UTC)
    blocker = Blocker(1, "No access", Audience.LEAD, opened)
    week = timedelta(days=7)

    assert blocker.age_in_days(opened) == 0
    assert blocker.age_in_days(opened + week - timedelta(microseconds=1)) == 6
    assert blocker.age_in_days(opened + week) == 7


def test_hours_are_read_with_or_without_a_fraction() -> None:
    assert [parse_hours(text) for text in ("4", "2.5", " 0 ", "٣")] == [4, 2.5, 0, 3]


@pytest.mark.parametrize("text", ["", "four", "nan", "inf", "-inf", "1e999", "²", "\ud800"])
def test_anything_else_is_no_number_of_hours(text: str) -> None:
    with pytest.raises(HoursNotPlausibleError):
        parse_hours(text)


@given(st.text() | st.floats().map(str))
@example("9" * 5000)
def test_wild_hours_make_an_answer_or_are_refused(text: str) -> None:
    try:
        answer = Answer(parse_hours(text), Confidence.SURE)
    except HoursNotPlausibleError:
        return
    assert 0 <= answer.hours <= 80


def test_a_button_names_its_blocker() -> None:
    assert parse_blocker("17") == 17
    assert parse_blocker("9" * 18) == 10**18 - 1


@pytest.mark.parametrize("text", ["", "-1", "1.5", "²", " 1", "9" * 19, "9" * 5000])
def test_a_button_that_names_no_blocker_is_stale(text: str) -> None:
    with pytest.raises(StaleBlockerError):
        parse_blocker(text)
