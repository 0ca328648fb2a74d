"""People: their weeks, their moments, their absences, and what may not be."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.people import (
    SUNDAY,
    Away,
    AwayBackwardsError,
    AwayFormError,
    AwayTooLongError,
    CheckInSlotError,
    Engineer,
    HoursOutOfRangeError,
    NoWorkingDayError,
    Rhythm,
    SlotOutOfRangeError,
    UnknownZoneError,
    known_zones,
    nearest_zone,
    parse_away,
    parse_hours,
    parse_weekdays,
)
from bot.domain.refusals import BotError
from tests.domain.building import (
    SATURDAY_TO_WEDNESDAY,
    SUNDAY_TO_THURSDAY,
    WEEKDAYS,
    Settings,
    engineer,
)
from tests.domain.lives import working_days, zones

A_TICK = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("works", "first"),
    [
        pytest.param(WEEKDAYS, date(2026, 12, 28), id="Monday to Friday"),
        pytest.param(frozenset(range(7)), date(2026, 12, 28), id="every day"),
        pytest.param({5, 6}, date(2026, 12, 28), id="weekends alone, which stay whole"),
        pytest.param({4, 5, 6}, date(2026, 12, 28), id="Friday to Sunday"),
        pytest.param({1, 3}, date(2026, 12, 28), id="two days a week"),
        pytest.param(SUNDAY_TO_THURSDAY, date(2026, 12, 27), id="Sunday to Thursday"),
        pytest.param({6, 0, 1, 2, 3, 4}, date(2026, 12, 27), id="Sunday to Friday"),
        pytest.param({6}, date(2026, 12, 27), id="Sundays alone"),
        pytest.param(SATURDAY_TO_WEDNESDAY, date(2026, 12, 26), id="Saturday to Wednesday"),
        pytest.param({5, 6, 0, 1, 2, 3}, date(2026, 12, 26), id="Saturday to Thursday"),
    ],
)
def test_a_week_runs_from_its_first_working_day_and_is_named_by_its_monday(
    works: frozenset[int], first: date
) -> None:
    rhythm = Rhythm(working_days=frozenset(works))
    days = rhythm.days_of(date(2026, 12, 28))

    assert days[0] == first
    assert {rhythm.week_of(day) for day in days} == {date(2026, 12, 28)}
    assert rhythm.week_of(first - timedelta(days=1)) == date(2026, 12, 21)
    assert rhythm.week_of(days[-1] + timedelta(days=1)) == date(2027, 1, 4)


@given(st.dates(date(1, 1, 8), date(9999, 12, 20)), working_days)
@example(date(2028, 2, 29), WEEKDAYS)
@example(date(2026, 12, 31), SUNDAY_TO_THURSDAY)
@example(date(2027, 1, 1), SATURDAY_TO_WEDNESDAY)
def test_every_day_is_in_exactly_the_week_that_it_names(day: date, works: frozenset[int]) -> None:
    rhythm = Rhythm(working_days=works)
    week = rhythm.week_of(day)
    days = rhythm.days_of(week)

    assert week.weekday() == 0
    assert week in days
    assert day in days
    assert {rhythm.week_of(other) for other in days} == {week}
    assert rhythm.days_of(week + timedelta(days=7))[0] == days[-1] + timedelta(days=1)


@pytest.mark.parametrize(
    ("zone", "local", "moment"),
    [
        ("Europe/Berlin", "2025-03-30T02:30", "2025-03-30T01:30"),
        ("Europe/Berlin", "2025-10-26T02:30", "2025-10-26T00:30"),
        ("America/New_York", "2025-03-09T02:30", "2025-03-09T07:30"),
        ("America/New_York", "2025-11-02T01:30", "2025-11-02T05:30"),
        ("Pacific/Auckland", "2025-09-28T02:30", "2025-09-27T14:30"),
        ("Pacific/Auckland", "2025-04-06T02:30", "2025-04-05T13:30"),
        ("Asia/Gaza", "2025-04-12T02:30", "2025-04-12T00:30"),
        ("Asia/Gaza", "2025-10-25T01:30", "2025-10-24T22:30"),
        ("Australia/Lord_Howe", "2025-10-05T02:15", "2025-10-04T15:45"),
        ("Australia/Lord_Howe", "2025-04-06T01:45", "2025-04-05T14:45"),
        ("Africa/Casablanca", "2025-04-06T02:30", "2025-04-06T02:30"),
        ("Africa/Casablanca", "2025-02-23T02:30", "2025-02-23T01:30"),
        ("Pacific/Apia", "2011-12-30T09:30", "2011-12-30T19:30"),
    ],
)
def test_a_skipped_hour_comes_as_late_as_the_clock_jumped_and_a_doubled_one_the_first_time(
    zone: str, local: str, moment: str
) -> None:
    wanted = datetime.fromisoformat(local)

    at = Rhythm(zone=zone).moment(wanted.date(), wanted.time())

    assert at == datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert at.tzinfo is UTC


@given(zones, st.datetimes(datetime(1990, 1, 1), datetime(2037, 12, 31)))  # noqa: DTZ001 - a wall has no zone
def test_a_moment_is_what_the_wall_shows_or_later_where_the_clock_jumps(
    zone: str, wanted: datetime
) -> None:
    shown = Rhythm(zone=zone).moment(wanted.date(), wanted.time()).astimezone(ZoneInfo(zone))

    assert shown.fold == 0
    assert timedelta() <= shown.replace(tzinfo=None) - wanted <= timedelta(days=1)


def test_a_clock_change_leaves_the_slot_where_it_is_on_the_wall() -> None:
    berlin = Rhythm(zone="Europe/Berlin")

    assert berlin.moment(date(2026, 3, 27), time(9, 30)).time() == time(8, 30)
    assert berlin.moment(date(2026, 3, 30), time(9, 30)).time() == time(7, 30)


def test_a_new_zone_moves_the_moment_and_may_move_the_day() -> None:
    sunday_evening = datetime(2026, 11, 22, 20, tzinfo=UTC)
    here, there = engineer(), engineer(zone="Pacific/Auckland")

    assert (here.day(sunday_evening), here.week(sunday_evening)) == (
        date(2026, 11, 22),
        date(2026, 11, 16),
    )
    assert (there.day(sunday_evening), there.week(sunday_evening)) == (
        date(2026, 11, 23),
        date(2026, 11, 23),
    )
    assert there.rhythm.moment(date(2026, 11, 23), time(9, 30)) == datetime(
        2026, 11, 22, 20, 30, tzinfo=UTC
    )


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland", "America/New_York", "Asia/Kathmandu"])
def test_nobody_is_disturbed_before_eight_or_from_seven_in_the_evening(zone: str) -> None:
    them = engineer(zone=zone)
    morning = them.rhythm.moment(date(2026, 11, 23), time(8))
    evening = them.rhythm.moment(date(2026, 11, 23), time(19))

    assert not them.may_be_disturbed(morning - A_TICK)
    assert them.may_be_disturbed(morning)
    assert them.may_be_disturbed(evening - A_TICK)
    assert not them.may_be_disturbed(evening)


def test_nobody_is_disturbed_on_a_day_off(ada: Engineer) -> None:
    friday = datetime(2026, 11, 27, 12, tzinfo=UTC)
    sunday = datetime(2026, 11, 29, 12, tzinfo=UTC)
    israel = engineer(working_days=SUNDAY_TO_THURSDAY, nudge_day=SUNDAY)

    assert (ada.may_be_disturbed(friday), ada.may_be_disturbed(sunday)) == (True, False)
    assert (israel.may_be_disturbed(friday), israel.may_be_disturbed(sunday)) == (False, True)


def test_nobody_is_disturbed_while_away_first_and_last_day_included(ada: Engineer) -> None:
    them = replace(ada, aways=(Away(date(2026, 11, 24), date(2026, 11, 25)),))
    noons = [datetime(2026, 11, day, 12, tzinfo=UTC) for day in (23, 24, 25, 26)]

    assert [them.may_be_disturbed(noon) for noon in noons] == [True, False, False, True]
    assert [them.is_away(noon.date()) for noon in noons] == [False, True, True, False]


def test_nobody_is_disturbed_who_paused_or_left(ada: Engineer, now: datetime) -> None:
    assert ada.may_be_disturbed(now)
    assert not replace(ada, paused=True).may_be_disturbed(now)
    assert not replace(ada, gone=True).may_be_disturbed(now)


def test_the_working_days_of_a_week_leave_out_days_off_and_away() -> None:
    israel = replace(
        engineer(working_days=SUNDAY_TO_THURSDAY),
        aways=(Away(date(2026, 11, 23), date(2026, 11, 24)),),
    )

    assert israel.working_days(date(2026, 11, 23)) == (
        date(2026, 11, 22),
        date(2026, 11, 25),
        date(2026, 11, 26),
    )


@pytest.mark.parametrize(
    ("settings", "refusal"),
    [
        pytest.param({"zone": "Mars/Olympus"}, UnknownZoneError, id="no such zone"),
        pytest.param({"zone": ""}, UnknownZoneError, id="no zone"),
        pytest.param({"zone": "localtime"}, UnknownZoneError, id="the server's zone"),
        pytest.param({"hours_per_week": 0}, HoursOutOfRangeError, id="no hours"),
        pytest.param({"hours_per_week": 41}, HoursOutOfRangeError, id="too many hours"),
        pytest.param({"working_days": frozenset()}, NoWorkingDayError, id="no working day"),
        pytest.param({"working_days": frozenset({0, 7})}, NoWorkingDayError, id="an eighth day"),
        pytest.param({"nudge_at": time(8, 59)}, SlotOutOfRangeError, id="too early"),
        pytest.param({"nudge_at": time(16, 1)}, SlotOutOfRangeError, id="too late"),
        pytest.param({"nudge_day": 4}, SlotOutOfRangeError, id="a Friday"),
        pytest.param({"nudge_day": 5}, SlotOutOfRangeError, id="a Saturday"),
        pytest.param({"nudge_day": 6}, SlotOutOfRangeError, id="a Sunday off"),
        pytest.param({"checkin_at": time(7, 59)}, CheckInSlotError, id="check-in before eight"),
        pytest.param({"checkin_at": time(19)}, CheckInSlotError, id="check-in in the evening"),
    ],
)
def test_a_rhythm_that_cannot_be_meant_is_refused(
    settings: Settings, refusal: type[BotError]
) -> None:
    with pytest.raises(refusal):
        engineer(**settings)


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param({"hours_per_week": 1}, id="one hour"),
        pytest.param({"hours_per_week": 40}, id="forty hours"),
        pytest.param({"nudge_at": time(9)}, id="as early as may be"),
        pytest.param({"nudge_at": time(16)}, id="as late as may be"),
        pytest.param({"nudge_day": 3}, id="a Thursday"),
        pytest.param(
            {"nudge_day": 6, "working_days": SUNDAY_TO_THURSDAY}, id="a Sunday that is worked"
        ),
        pytest.param({"working_days": frozenset({6})}, id="one working day"),
        pytest.param({"checkin_at": time(8)}, id="check-in at eight"),
        pytest.param({"checkin_at": time(18, 59)}, id="check-in just before seven"),
    ],
)
def test_a_rhythm_at_the_edge_of_what_may_be_is_kept(settings: Settings) -> None:
    rhythm = engineer(**settings).rhythm

    assert {name: getattr(rhythm, name) for name in settings} == settings


def test_an_unknown_zone_is_refused_with_a_guess() -> None:
    with pytest.raises(UnknownZoneError, match=r'"berlin"\. Did you mean Europe/Berlin\?'):
        Rhythm(zone="berlin")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("berlin", "Europe/Berlin"),
        ("  BERLIN ", "Europe/Berlin"),
        ("Europe/Berlim", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("Aukland", "Pacific/Auckland"),
        ("utc", "UTC"),
        ("", "Europe/London"),
        ("%$§&", "Europe/London"),
    ],
)
def test_the_nearest_zone_is_found_by_its_city(typed: str, meant: str) -> None:
    assert nearest_zone(typed) == meant


@given(st.text())
@example("\ud800/²")
@example("x" * 3000)
def test_a_guess_is_always_a_zone(text: str) -> None:
    assert nearest_zone(text) in known_zones()


def test_an_absence_is_one_day_to_a_year_long() -> None:
    first = date(2028, 2, 29)

    assert Away(first, first).covers(first)
    assert Away(first, first + timedelta(days=366)).last == date(2029, 3, 1)
    with pytest.raises(AwayTooLongError):
        Away(first, first + timedelta(days=367))
    with pytest.raises(AwayBackwardsError):
        Away(first, first - timedelta(days=1))


@pytest.mark.parametrize(
    ("typed", "away"),
    [
        ("2026-12-21 2027-01-03", Away(date(2026, 12, 21), date(2027, 1, 3))),
        ("  2026-12-21   2027-01-03 ", Away(date(2026, 12, 21), date(2027, 1, 3))),
        ("2028-02-29", Away(date(2028, 2, 29), date(2028, 2, 29))),
    ],
)
def test_days_away_are_read_as_one_date_or_two(typed: str, away: Away) -> None:
    assert parse_away(typed) == away


@pytest.mark.parametrize(
    "typed",
    ["", " ", "tomorrow", "2026-12-21 to", "2027-02-29", "2026-12-21 2026-12-22 2026-12-23"],
)
def test_anything_else_is_no_absence(typed: str) -> None:
    with pytest.raises(AwayFormError):
        parse_away(typed)


@given(st.text() | st.from_regex(r"\d{4}-\d\d-\d\d \d{4}-\d\d-\d\d", fullmatch=True))
@example("\ud800")
def test_wild_words_are_an_absence_or_refused(text: str) -> None:
    try:
        away = parse_away(text)
    except BotError:
        return
    assert away.first <= away.last


def test_hours_are_read_as_a_whole_number() -> None:
    assert (parse_hours("5"), parse_hours(" 12 "), parse_hours("٣")) == (5, 12, 3)


@pytest.mark.parametrize("typed", ["", "five", "5.5", "²", "\ud800", "9" * 5000])
def test_anything_else_is_no_number_of_hours(typed: str) -> None:
    with pytest.raises(HoursOutOfRangeError):
        parse_hours(typed)


@given(st.text() | st.from_regex(r"-?\d+", fullmatch=True))
def test_wild_hours_make_a_rhythm_or_are_refused(text: str) -> None:
    try:
        rhythm = Rhythm(hours_per_week=parse_hours(text))
    except HoursOutOfRangeError:
        return
    assert 1 <= rhythm.hours_per_week <= 40


@given(st.lists(st.text()))
@example(["0", "6", "7", "-1", "²", "٣", ""])
def test_working_days_are_read_and_what_is_no_day_is_left_out(values: list[str]) -> None:
    assert parse_weekdays(values) == {n for n in range(7) if str(n) in values}
