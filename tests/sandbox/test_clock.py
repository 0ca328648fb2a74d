from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.clock import Clock
from bot.sandbox.durations import moment, span
from bot.sandbox.errors import DoorError
from bot.sandbox.ids import Ids, moment_of, stamp

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class Stopwatch:
    def __init__(self) -> None:
        self.seconds = 7.0

    def __call__(self) -> float:
        return self.seconds


def test_a_standing_clock_moves_only_when_told() -> None:
    stopwatch = Stopwatch()
    clock = Clock(NOON, running=False, elapsed=stopwatch)

    stopwatch.seconds += 60

    assert clock.now() == NOON


def test_a_running_clock_flows_from_where_it_was_set() -> None:
    stopwatch = Stopwatch()
    clock = Clock(NOON, running=True, elapsed=stopwatch)
    stopwatch.seconds += 1
    assert clock.now() == NOON + SECOND

    clock.set(NOON + timedelta(days=1))
    stopwatch.seconds += 2

    assert clock.now() == NOON + timedelta(days=1, seconds=2)


def test_a_clock_refuses_a_time_without_a_zone() -> None:
    naive = NOON.replace(tzinfo=None)
    clock = Clock(NOON, running=False, elapsed=Stopwatch())

    with pytest.raises(ValueError, match="zone"):
        Clock(naive, running=False, elapsed=Stopwatch())
    with pytest.raises(ValueError, match="zone"):
        clock.set(naive)


def test_messages_of_one_moment_have_stamps_of_their_own() -> None:
    ids = Ids(1)

    stamps = [ids.ts(NOON), ids.ts(NOON), ids.ts(NOON - SECOND), ids.ts(NOON + SECOND)]

    assert stamps == [
        "1767614400.000000",
        "1767614400.000001",
        "1767614400.000002",
        "1767614401.000000",
    ]


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - the strategy adds the zone
def test_a_stamp_tells_its_moment(at: datetime) -> None:
    assert moment_of(stamp(at)) == at


def test_a_stamp_without_a_fraction_is_a_whole_second() -> None:
    assert moment_of("1767614400") == NOON


def test_events_of_a_later_run_have_ids_of_their_own() -> None:
    assert Ids(1).event() != Ids(2).event()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PT1H", timedelta(hours=1)),
        ("P7D", timedelta(days=7)),
        ("P1W", timedelta(weeks=1)),
        ("P1DT2H3M4S", timedelta(days=1, hours=2, minutes=3, seconds=4)),
    ],
)
def test_spans_are_read(text: str, expected: timedelta) -> None:
    assert span(text) == expected


@pytest.mark.parametrize("text", ["", "P", "PT", "P1DT", "1H", "P-1D", "P1M", "PT1.5H"])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(DoorError, match="no span"):
        span(text)


def test_moments_are_read_with_their_offset() -> None:
    two_hours = timezone(timedelta(hours=2))

    assert moment("2026-01-05T14:00:00+02:00") == datetime(2026, 1, 5, 14, tzinfo=two_hours)
    assert moment("2026-01-05T12:00:00Z") == NOON


@pytest.mark.parametrize("text", ["tomorrow", "2026-01-05T12:00:00", "2026-13-01T00:00:00Z"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(DoorError, match=r"no moment|no offset"):
        moment(text)
