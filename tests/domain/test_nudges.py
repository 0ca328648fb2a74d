"""Nudges: one a week and one check-in, when they are welcome, whatever happens in between."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.nudges import (
    A_WHILE,
    STALE_AFTER,
    Activity,
    Decision,
    Foreseen,
    Kind,
    Moment,
    Review,
    first_look,
    foresee,
    moments,
    review,
    why,
)
from bot.domain.people import SUNDAY, THURSDAY, Away, Engineer, Rhythm
from tests.domain.building import (
    SATURDAY_TO_WEDNESDAY,
    SUNDAY_TO_THURSDAY,
    WEEKDAYS,
    Settings,
    engineer,
)
from tests.domain.lives import YEAR_ENDS, YEAR_STARTS, engineers, rhythms

MONDAY = date(2026, 11, 23)
A_WEEK = timedelta(days=7)
A_TICK = timedelta(microseconds=1)
LEARNING = Activity(plan_from=MONDAY)
YEAR = Activity(plan_from=YEAR_STARTS)
DAWN = datetime.combine(YEAR_STARTS - A_WEEK, time(), UTC)
DUSK = datetime.combine(YEAR_ENDS, time(), UTC)

breaks = st.timedeltas(timedelta(minutes=1), timedelta(days=30))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in November 2026, in UTC."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@dataclass
class Clock:
    """Watches over one engineer as the scheduler does, and keeps a ledger."""

    engineer: Engineer
    activity: Activity
    ahead: Review
    ledger: list[tuple[datetime, Decision]] = field(default_factory=list)

    @classmethod
    def over(cls, them: Engineer, activity: Activity, start: datetime) -> "Clock":
        return cls(them, activity, first_look(them, activity, start))

    def tick(self, now: datetime) -> tuple[Decision, ...]:
        if self.ahead.look_at is None or self.ahead.look_at > now:
            return ()
        self.ahead = review(self.engineer, self.activity, self.ahead.since, now)
        told = self.ahead.decisions
        self.ledger += [(now, decision) for decision in told]
        new = {(decision.moment.kind, decision.moment.week) for decision in told}
        self.activity = replace(self.activity, settled=self.activity.settled | new)
        return told

    def run(self, until: datetime) -> None:
        """Tick at every moment that the clock means to look at."""
        while self.ahead.look_at is not None and self.ahead.look_at <= until:
            self.tick(self.ahead.look_at)

    def change(self, them: Engineer, now: datetime) -> None:
        """Live by new settings from *now* on."""
        self.engineer, self.ahead = them, first_look(them, self.activity, now)

    @property
    def sent(self) -> list[tuple[datetime, Moment]]:
        return [(now, decision.moment) for now, decision in self.ledger if not decision.skipped]

    @property
    def skipped(self) -> list[Moment]:
        return [decision.moment for _, decision in self.ledger if decision.skipped]


def open_between(clock: Clock, since: datetime, until: datetime) -> list[Moment]:
    """What fell due after *since* and is not in the ledger."""
    them, week = clock.engineer, clock.engineer.week(since) - A_WEEK
    found: list[Moment] = []
    while week <= them.week(until) + A_WEEK:
        found += moments(them, clock.activity, week)
        week += A_WEEK
    return [moment for moment in found if since < moment.at <= until]


def worked_weeks(them: Engineer) -> list[date]:
    """The weeks of the year, from the first day of the plan, with a day that is worked."""
    first, last = them.rhythm.week_of(YEAR_STARTS), them.rhythm.week_of(YEAR_ENDS)
    weeks = [first + n * A_WEEK for n in range((last - first).days // 7)]
    return [week for week in weeks if any(day >= YEAR_STARTS for day in them.working_days(week))]


@given(engineers())
def test_every_worked_week_of_a_year_brings_one_nudge_and_one_check_in(them: Engineer) -> None:
    clock = Clock.over(them, YEAR, DAWN)
    clock.run(DUSK + A_WEEK)

    weeks = worked_weeks(them)
    sent = Counter((m.kind, m.week) for _, m in clock.sent if m.week <= weeks[-1])
    assert sent == Counter((kind, week) for kind in Kind for week in weeks)
    assert clock.skipped == []
    for now, moment in clock.sent:
        assert now == moment.at
        assert them.may_be_disturbed(now)
        assert them.day(now) in them.rhythm.days_of(moment.week)


@given(engineers())
def test_a_nudge_comes_at_its_slot_and_the_check_in_a_while_after_it(them: Engineer) -> None:
    for week in worked_weeks(them):
        nudge, checkin = moments(them, YEAR, week)
        local = nudge.at.astimezone(them.rhythm.tz)
        asked = checkin.at.astimezone(them.rhythm.tz)
        days = [day for day in them.working_days(week) if day >= YEAR_STARTS]

        assert (nudge.kind, checkin.kind) == (Kind.NUDGE, Kind.CHECKIN)
        assert local.time() == them.rhythm.nudge_at
        assert asked.date() == days[-1]
        assert checkin.at >= nudge.at + A_WHILE
        assert asked.time() >= them.rhythm.checkin_at


@given(engineers(), st.lists(breaks, max_size=40))
def test_after_downtime_at_most_one_message_comes_and_the_rest_is_skipped_and_counted(
    them: Engineer, gaps: list[timedelta]
) -> None:
    clock, now = Clock.over(them, YEAR, DAWN), DAWN
    for gap in gaps:
        now += gap
        told = clock.tick(now)

        going = [decision.moment for decision in told if not decision.skipped]
        assert len(going) <= 1
        for moment in going:
            assert them.may_be_disturbed(now)
            assert timedelta() <= now - moment.at < STALE_AFTER
        waiting = open_between(clock, DAWN, now)
        assert len(waiting) <= 1
        for moment in waiting:
            assert clock.ahead.look_at is not None
            assert now < clock.ahead.look_at < moment.at + STALE_AFTER
            assert them.may_be_disturbed(clock.ahead.look_at)
    names = Counter((d.moment.kind, d.moment.week) for _, d in clock.ledger)
    assert set(names.values()) <= {1}


@given(engineers(), st.lists(st.tuples(breaks, rhythms(), st.booleans()), max_size=12))
def test_new_settings_never_bring_a_second_message_for_the_same_week(
    them: Engineer, changes: list[tuple[timedelta, Rhythm, bool]]
) -> None:
    clock, now = Clock.over(them, YEAR, DAWN), DAWN
    for gap, rhythm, was_down in changes:
        now += gap
        if not was_down:
            clock.run(now)
        clock.tick(now)
        clock.change(replace(them, rhythm=rhythm), now)
    clock.run(now + 4 * A_WEEK)

    names = Counter((d.moment.kind, d.moment.week) for _, d in clock.ledger)
    assert set(names.values()) <= {1}


@given(engineers(), breaks, breaks)
def test_what_is_foreseen_is_what_happens(
    them: Engineer, start: timedelta, length: timedelta
) -> None:
    clock = Clock.over(them, YEAR, DAWN + start)
    until = DAWN + start + 3 * length

    foreseen = tuple(foresee(them, YEAR, clock.ahead, until))

    clock.run(until)
    assert foreseen == tuple(
        Foreseen(them, now, decision) for now, decision in clock.ledger if not decision.skipped
    )


@given(engineers(), breaks)
def test_what_comes_after_downtime_is_foreseen_too(them: Engineer, downtime: timedelta) -> None:
    overdue = Review((), since=DAWN, look_at=DAWN + A_WEEK + downtime)
    clock, until = Clock(them, YEAR, overdue), DAWN + 8 * A_WEEK

    foreseen = tuple(foresee(them, YEAR, overdue, until))

    clock.run(until)
    assert [(f.at, f.decision.moment) for f in foreseen] == clock.sent


NUDGE = Moment(at(23, 9, 30), Kind.NUDGE, MONDAY)
CHECKIN = Moment(at(27, 15), Kind.CHECKIN, MONDAY)


def test_a_week_has_a_nudge_and_a_check_in(ada: Engineer) -> None:
    assert moments(ada, LEARNING, MONDAY) == (NUDGE, CHECKIN)


@pytest.mark.parametrize(
    ("settings", "nudge", "checkin"),
    [
        pytest.param(
            {"zone": "Pacific/Auckland"}, at(22, 20, 30), at(27, 2), id="a day ahead in Auckland"
        ),
        pytest.param(
            {"zone": "America/New_York"}, at(23, 14, 30), at(27, 20), id="later in New York"
        ),
        pytest.param(
            {"working_days": SUNDAY_TO_THURSDAY, "nudge_day": SUNDAY},
            at(22, 9, 30),
            at(26, 15),
            id="Sunday to Thursday",
        ),
        pytest.param(
            {"working_days": SATURDAY_TO_WEDNESDAY},
            at(23, 9, 30),
            at(25, 15),
            id="Saturday to Wednesday",
        ),
        pytest.param({"working_days": frozenset({1, 2})}, at(24, 9, 30), at(25, 15), id="two days"),
        pytest.param(
            {"working_days": frozenset({1, 2}), "nudge_day": THURSDAY},
            at(25, 9, 30),
            at(25, 15),
            id="nobody works on the chosen day or after it",
        ),
        pytest.param(
            {"working_days": frozenset({5, 6})}, at(28, 9, 30), at(29, 15), id="a weekend"
        ),
        pytest.param(
            {"working_days": frozenset({2}), "nudge_at": time(13)},
            at(25, 13),
            at(25, 15),
            id="one day, with two hours in between",
        ),
        pytest.param(
            {"working_days": frozenset({2}), "nudge_at": time(13, 1)},
            at(25, 13, 1),
            at(25, 15, 1),
            id="one day, with hardly two hours in between",
        ),
        pytest.param(
            {"working_days": frozenset({2}), "nudge_at": time(16), "checkin_at": time(8)},
            at(25, 16),
            at(25, 18),
            id="one day, with the check-in before the nudge",
        ),
    ],
)
def test_the_week_follows_the_rhythm(
    settings: Settings, nudge: datetime, checkin: datetime
) -> None:
    found = moments(engineer(**settings), Activity(date(2026, 11, 16)), MONDAY)

    assert [(m.kind, m.at) for m in found] == [(Kind.NUDGE, nudge), (Kind.CHECKIN, checkin)]


def test_absences_move_both_to_the_days_that_are_left(ada: Engineer) -> None:
    monday, friday = Away(MONDAY, MONDAY), Away(date(2026, 11, 27), date(2026, 12, 1))
    them = replace(ada, aways=(monday, friday))

    assert [m.at for m in moments(them, LEARNING, MONDAY)] == [at(24, 9, 30), at(26, 15)]


def test_a_week_without_a_day_worked_has_nothing(ada: Engineer) -> None:
    all_week = replace(ada, aways=(Away(MONDAY, date(2026, 11, 27)),))
    all_but_friday = replace(ada, aways=(Away(MONDAY, date(2026, 11, 26)),))

    assert moments(all_week, LEARNING, MONDAY) == ()
    assert [m.at for m in moments(all_but_friday, LEARNING, MONDAY)] == [at(27, 9, 30), at(27, 15)]


def test_the_first_week_begins_with_the_plan(ada: Engineer) -> None:
    wednesday = Activity(plan_from=date(2026, 11, 25))
    saturday = Activity(plan_from=date(2026, 11, 28))

    assert [m.at for m in moments(ada, wednesday, MONDAY)] == [at(25, 9, 30), at(27, 15)]
    assert moments(ada, saturday, MONDAY) == ()
    assert moments(ada, LEARNING, MONDAY - A_WEEK) == ()


@pytest.mark.parametrize(
    ("them", "activity"),
    [
        pytest.param(replace(engineer(), paused=True), LEARNING, id="paused"),
        pytest.param(replace(engineer(), gone=True), LEARNING, id="gone"),
        pytest.param(engineer(), Activity(), id="without a plan"),
    ],
)
def test_nothing_comes_to_somebody_who_is_not_learning(them: Engineer, activity: Activity) -> None:
    assert moments(them, activity, MONDAY) == ()
    assert first_look(them, activity, at(20, 8)) == Review((), since=at(20, 8), look_at=None)
    assert review(them, activity, at(20, 8), at(30, 8)).decisions == ()


def test_what_the_ledger_has_is_not_repeated(ada: Engineer) -> None:
    nudged = replace(LEARNING, settled=frozenset({(Kind.NUDGE, MONDAY)}))
    last_week = replace(LEARNING, settled=frozenset({(Kind.NUDGE, MONDAY - A_WEEK)}))

    assert moments(ada, nudged, MONDAY) == (CHECKIN,)
    assert moments(ada, last_week, MONDAY) == (NUDGE, CHECKIN)


def test_nobody_is_asked_for_a_check_in_that_they_gave(ada: Engineer) -> None:
    given_early = replace(LEARNING, checked_in=frozenset({MONDAY}))

    assert moments(ada, given_early, MONDAY) == (NUDGE,)
    assert moments(ada, given_early, MONDAY + A_WEEK)[-1].kind is Kind.CHECKIN


def test_the_first_look_lets_the_past_rest(ada: Engineer) -> None:
    assert first_look(ada, LEARNING, at(23, 9, 29)).look_at == at(23, 9, 30)
    assert first_look(ada, LEARNING, at(23, 9, 30)).look_at == at(27, 15)
    assert first_look(ada, LEARNING, at(27, 15)).look_at == at(30, 9, 30)


def test_a_plan_a_year_ahead_and_years_of_absence_are_waited_for(ada: Engineer) -> None:
    next_year = Activity(plan_from=date(2027, 11, 22))
    years = tuple(Away(date(year, 1, 1), date(year, 12, 31)) for year in range(2027, 2030))

    assert first_look(ada, next_year, at(23, 8)).look_at == datetime(
        2027, 11, 22, 9, 30, tzinfo=UTC
    )
    assert first_look(
        replace(ada, aways=years), LEARNING, datetime(2026, 12, 31, 16, tzinfo=UTC)
    ).look_at == datetime(2030, 1, 1, 9, 30, tzinfo=UTC)


def test_a_moment_is_sent_when_it_comes_and_not_before(ada: Engineer) -> None:
    early = review(ada, LEARNING, at(22, 0), NUDGE.at - A_TICK)
    on_time = review(ada, LEARNING, at(22, 0), NUDGE.at)

    assert early == Review((), since=NUDGE.at - A_TICK, look_at=NUDGE.at)
    assert on_time == Review(
        (Decision(NUDGE, "your weekly nudge, Monday 09:30 your time"),),
        since=NUDGE.at,
        look_at=CHECKIN.at,
    )


def test_the_clock_does_not_look_for_what_is_settled_already(ada: Engineer) -> None:
    asked = replace(LEARNING, settled=frozenset({(Kind.CHECKIN, MONDAY)}))

    assert review(ada, asked, at(22, 0), NUDGE.at).look_at == at(30, 9, 30)


def test_a_message_waits_for_a_welcome_hour_and_nothing_is_settled_until_then(
    ada: Engineer,
) -> None:
    evening = review(ada, LEARNING, at(22, 0), at(23, 19))
    morning = review(ada, LEARNING, at(22, 0), at(24, 8))

    assert evening == Review((), since=at(22, 0), look_at=at(24, 8))
    assert [d.moment for d in morning.decisions] == [NUDGE]
    assert not morning.decisions[0].skipped
    assert review(ada, LEARNING, at(22, 0), at(23, 19) - A_TICK).decisions == morning.decisions


def test_before_eight_a_message_waits_for_the_same_day(ada: Engineer) -> None:
    assert review(ada, LEARNING, at(22, 0), at(24, 7, 59)).look_at == at(24, 8)


def test_a_message_waits_over_a_day_away_but_not_over_two(ada: Engineer) -> None:
    one = replace(ada, aways=(Away(date(2026, 11, 24), date(2026, 11, 24)),))
    two = replace(ada, aways=(Away(date(2026, 11, 24), date(2026, 11, 25)),))

    assert review(one, LEARNING, at(22, 0), at(23, 19)).look_at == at(25, 8)
    assert review(two, LEARNING, at(22, 0), at(23, 19)).decisions == (
        Decision(NUDGE, "no welcome hour within 48 hours", skipped=True),
    )


def test_a_message_is_stale_after_exactly_48_hours(ada: Engineer) -> None:
    due = NUDGE.at + STALE_AFTER

    last_chance = review(ada, LEARNING, at(22, 0), due - A_TICK)
    too_late = review(ada, LEARNING, at(22, 0), due)

    assert [d.skipped for d in last_chance.decisions] == [False]
    assert [d.skipped for d in too_late.decisions] == [True]
    assert too_late.look_at == CHECKIN.at


def test_a_check_in_of_friday_does_not_come_after_the_weekend(ada: Engineer) -> None:
    saturday = review(ada, LEARNING, NUDGE.at, at(28, 10))

    assert saturday.decisions == (
        Decision(CHECKIN, "no welcome hour within 48 hours", skipped=True),
    )
    assert saturday.look_at == at(30, 9, 30)


def test_after_three_weeks_of_downtime_only_the_newest_comes(ada: Engineer) -> None:
    back = datetime(2026, 12, 7, 10, tzinfo=UTC)

    found = review(ada, LEARNING, at(22, 0), back)

    assert [(d.moment.kind, d.moment.week, d.skipped) for d in found.decisions] == [
        (Kind.NUDGE, MONDAY, True),
        (Kind.CHECKIN, MONDAY, True),
        (Kind.NUDGE, MONDAY + A_WEEK, True),
        (Kind.CHECKIN, MONDAY + A_WEEK, True),
        (Kind.NUDGE, MONDAY + 2 * A_WEEK, False),
    ]
    assert {d.why for d in found.decisions if d.skipped} == {"a newer message took its place"}
    assert found.since == back


def test_what_is_newer_takes_the_place_of_what_waits() -> None:
    early = engineer(
        nudge_at=time(16), checkin_at=time(8), working_days=frozenset({0, 1}), hours_per_week=2
    )
    clock = Clock.over(early, LEARNING, at(22, 0))

    waits = clock.tick(at(23, 19, 30))
    told = clock.tick(at(24, 8))

    assert waits == ()
    assert [(d.moment.kind, d.why) for d in told] == [
        (Kind.NUDGE, "a newer message took its place"),
        (Kind.CHECKIN, "your check-in, on your last working day of the week at 08:00 your time"),
    ]


def test_what_is_older_is_settled_while_the_newest_waits(ada: Engineer) -> None:
    long_ago = Activity(plan_from=MONDAY - A_WEEK)
    older = Moment(at(20, 15), Kind.CHECKIN, MONDAY - A_WEEK)

    found = review(ada, long_ago, at(20, 12), at(23, 19))

    assert found == Review(
        (Decision(older, "a newer message took its place", skipped=True),),
        since=at(20, 12),
        look_at=at(24, 8),
    )


@pytest.mark.parametrize(
    ("them", "week", "expected"),
    [
        pytest.param(
            engineer(zone="Africa/Juba", working_days=frozenset({5}), nudge_at=time(12, 30)),
            date(2000, 1, 10),
            ["2000-01-15T13:30", "2000-01-15T15:30"],
            id="the clock skips the hour of the nudge",
        ),
        pytest.param(
            engineer(
                zone="Antarctica/Vostok", working_days=frozenset({0}), checkin_at=time(17, 30)
            ),
            date(1994, 1, 31),
            ["1994-01-31T09:30", "1994-01-31T17:30"],
            id="the hour of the check-in comes twice",
        ),
        pytest.param(
            engineer(zone="Pacific/Apia", working_days=WEEKDAYS),
            date(2011, 12, 26),
            ["2011-12-26T09:30", "2012-01-02T08:00"],
            id="the calendar skips the day of the check-in",
        ),
        pytest.param(
            engineer(zone="Pacific/Apia", working_days=frozenset({4}), nudge_day=THURSDAY),
            date(2011, 12, 26),
            [],
            id="the calendar skips the only day that is worked",
        ),
    ],
)
def test_a_jump_of_the_clock_brings_each_message_once_at_most(
    them: Engineer, week: date, expected: list[str]
) -> None:
    start = datetime.combine(week, time(), UTC) - timedelta(days=2)
    clock = Clock.over(them, Activity(week), start)
    clock.run(start + 3 * A_WEEK)

    told = [now.astimezone(them.rhythm.tz) for now, moment in clock.sent if moment.week == week]
    assert [f"{local.replace(tzinfo=None):%Y-%m-%dT%H:%M}" for local in told] == expected
    assert all(local.fold == 0 for local in told)
    ledger = Counter((d.moment.kind, d.moment.week) for _, d in clock.ledger)
    assert {kind for kind, of in ledger if of == week} == set(Kind)
    assert set(ledger.values()) == {1}


def test_a_move_to_another_zone_on_the_day_of_the_nudge_brings_no_second_one(
    ada: Engineer,
) -> None:
    clock = Clock.over(ada, LEARNING, at(22, 0))
    clock.run(at(23, 12))
    clock.change(engineer(zone="America/New_York"), at(23, 12))
    clock.run(at(23, 23))
    clock.change(engineer(nudge_day=2), at(24, 8))
    clock.run(at(30, 0))

    assert [(now, m.kind) for now, m in clock.sent] == [
        (at(23, 9, 30), Kind.NUDGE),
        (at(27, 15), Kind.CHECKIN),
    ]


def test_every_message_says_why_it_comes_by_the_engineers_own_clock() -> None:
    auckland = engineer(zone="Pacific/Auckland", nudge_day=1)
    nudge, checkin = moments(auckland, LEARNING, MONDAY)

    assert why(auckland, nudge) == "your weekly nudge, Tuesday 09:30 your time"
    assert why(auckland, checkin) == (
        "your check-in, on your last working day of the week at 15:00 your time"
    )
