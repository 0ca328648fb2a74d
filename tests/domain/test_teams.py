"""Teams: what a lead sees, in words and without a ranking."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.checkins import Audience, Blocker
from bot.domain.people import Away, Engineer
from bot.domain.plans import Plan
from bot.domain.teams import (
    Line,
    Member,
    OpenBlocker,
    Team,
    ThisWeek,
    line,
    quiet_weeks,
    reasons,
    report,
    this_week,
)
from tests.domain.building import (
    SUNDAY_TO_THURSDAY,
    engineer,
    finished,
    plan_of,
    planned,
)

TEAM = Team(1, "Search")
WEEK = date(2026, 11, 23)
A_WEEK = timedelta(days=7)
A_TICK = timedelta(microseconds=1)
FRIDAY_NIGHT = datetime(2026, 11, 27, 19, tzinfo=UTC)

# It begins four weeks before WEEK and gives each module a week.
PLAN = plan_of(
    *(
        planned(item, WEEK + n * A_WEEK, WEEK + n * A_WEEK + timedelta(days=4))
        for n, item in enumerate("abcdef", start=-4)
    )
)


def member(
    them: Engineer | None = None,
    plan: Plan | None = PLAN,
    checkins: Sequence[date] = (WEEK - A_WEEK,),
    blockers: Sequence[Blocker] = (),
) -> Member:
    return Member(them or engineer(), plan, "Phase one", tuple(checkins), tuple(blockers))


def on_track(plan: Plan = PLAN, until: date = WEEK) -> Plan:
    """The same plan, with everything done that ends before *until*."""
    modules = tuple(
        replace(m, done=frozenset(m.tasks)) if m.ends_on < until else m for m in plan.modules
    )
    return replace(plan, modules=modules)


def away(first: date, last: date) -> Engineer:
    return replace(engineer(), aways=(Away(first, last),))


def blocker(opened: datetime, text: str = "No access") -> Blocker:
    return Blocker(1, text, Audience.LEAD, opened)


@pytest.mark.parametrize(
    ("who", "state"),
    [
        pytest.param(member(), ThisWeek.DUE, id="still to come"),
        pytest.param(member(checkins=(WEEK, WEEK - A_WEEK)), ThisWeek.IN, id="given"),
        pytest.param(member(plan=None), ThisWeek.NOT_STARTED, id="without a plan"),
        pytest.param(
            member(plan=replace(PLAN, starts_on=WEEK + timedelta(days=1))),
            ThisWeek.NOT_STARTED,
            id="the plan starts tomorrow",
        ),
        pytest.param(
            member(plan=replace(PLAN, starts_on=WEEK)), ThisWeek.DUE, id="the plan starts today"
        ),
        pytest.param(
            member(away(WEEK, WEEK + timedelta(days=4))), ThisWeek.AWAY, id="away all week"
        ),
        pytest.param(
            member(away(WEEK, WEEK + timedelta(days=3))), ThisWeek.DUE, id="back on Friday"
        ),
        pytest.param(
            member(away(WEEK, WEEK + timedelta(days=4)), checkins=(WEEK,)),
            ThisWeek.IN,
            id="away, and checked in before",
        ),
        pytest.param(
            member(replace(engineer(), paused=True), checkins=(WEEK,)),
            ThisWeek.PAUSED,
            id="paused",
        ),
        pytest.param(member(plan=finished(PLAN)), ThisWeek.FINISHED, id="through with the plan"),
        pytest.param(
            member(plan=finished(PLAN), checkins=(WEEK,)),
            ThisWeek.IN,
            id="through with the plan this week",
        ),
    ],
)
def test_the_week_stands_as_it_stands(who: Member, state: ThisWeek, now: datetime) -> None:
    assert this_week(who, now) is state


def test_a_check_in_is_late_when_the_day_is_over_on_which_it_was_asked_for() -> None:
    assert this_week(member(), FRIDAY_NIGHT - A_TICK) is ThisWeek.DUE
    assert this_week(member(), FRIDAY_NIGHT) is ThisWeek.LATE
    assert this_week(member(), FRIDAY_NIGHT + timedelta(days=2, hours=4)) is ThisWeek.LATE
    assert this_week(member(), FRIDAY_NIGHT + timedelta(days=2, hours=5)) is ThisWeek.DUE


def test_the_last_working_day_is_the_engineers_own() -> None:
    early = member(away(WEEK + timedelta(days=3), WEEK + timedelta(days=4)))
    israel = member(engineer(working_days=SUNDAY_TO_THURSDAY))
    auckland = member(engineer(zone="Pacific/Auckland"))

    assert this_week(early, datetime(2026, 11, 25, 19, tzinfo=UTC)) is ThisWeek.LATE
    assert this_week(israel, datetime(2026, 11, 26, 19, tzinfo=UTC)) is ThisWeek.LATE
    assert this_week(israel, datetime(2026, 11, 29, 0, tzinfo=UTC)) is ThisWeek.DUE
    assert this_week(auckland, datetime(2026, 11, 27, 6, tzinfo=UTC)) is ThisWeek.LATE
    assert this_week(auckland, datetime(2026, 11, 27, 6, tzinfo=UTC) - A_TICK) is ThisWeek.DUE


def test_a_plan_that_starts_at_the_weekend_is_not_late() -> None:
    saturday = WEEK + timedelta(days=5)

    found = this_week(member(plan=replace(PLAN, starts_on=saturday)), FRIDAY_NIGHT + A_WEEK / 4)

    assert found is ThisWeek.NOT_STARTED


def test_who_is_on_track_is_not_named(now: datetime) -> None:
    assert reasons(member(plan=on_track()), now) == ()


def test_silence_is_a_reason_after_two_whole_weeks(now: datetime) -> None:
    one = member(plan=on_track(), checkins=(WEEK - 2 * A_WEEK,))
    two = member(plan=on_track(), checkins=(WEEK - 3 * A_WEEK,))
    ever = member(plan=on_track(), checkins=())

    assert reasons(one, now) == ()
    assert reasons(two, now) == ("no check-in for 2 weeks",)
    assert reasons(ever, now) == ("no check-in for 4 weeks",)


def test_this_week_is_never_counted_as_silence() -> None:
    them = member(plan=on_track(until=WEEK + A_WEEK), checkins=(WEEK - 2 * A_WEEK,))

    assert reasons(them, FRIDAY_NIGHT) == ()
    assert reasons(them, FRIDAY_NIGHT + timedelta(days=3)) == ("no check-in for 2 weeks",)


def test_weeks_away_are_not_silence(now: datetime) -> None:
    whole_week = away(WEEK - A_WEEK, WEEK - timedelta(days=3))
    all_but_a_day = away(WEEK - A_WEEK, WEEK - timedelta(days=4))

    assert quiet_weeks(member(whole_week, checkins=(WEEK - 3 * A_WEEK,)), now) == 1
    assert quiet_weeks(member(all_but_a_day, checkins=(WEEK - 3 * A_WEEK,)), now) == 2


def test_the_first_week_counts_only_if_there_was_a_day_to_be_asked_after_the_start(
    now: datetime,
) -> None:
    thursday, friday = WEEK - timedelta(days=11), WEEK - timedelta(days=10)

    assert quiet_weeks(member(plan=replace(PLAN, starts_on=thursday), checkins=()), now) == 2
    assert quiet_weeks(member(plan=replace(PLAN, starts_on=friday), checkins=()), now) == 1
    assert quiet_weeks(member(plan=None), now) == 0


@pytest.mark.parametrize(
    "them",
    [
        pytest.param(replace(engineer(), paused=True), id="paused"),
        pytest.param(away(WEEK, WEEK), id="away today"),
    ],
)
def test_nobody_is_named_for_silence_or_delay_who_is_away_or_paused(
    them: Engineer, now: datetime
) -> None:
    assert reasons(member(them, checkins=()), now) == ()
    assert len(reasons(member(checkins=()), now)) == 2


def test_nobody_is_named_for_silence_before_a_plan_or_after_it(now: datetime) -> None:
    assert reasons(member(plan=None, checkins=()), now) == ()
    assert reasons(member(plan=finished(PLAN), checkins=()), now) == ()


def test_delay_is_a_reason_from_two_modules_on(now: datetime) -> None:
    one = on_track(until=WEEK - A_WEEK)
    two = on_track(until=WEEK - 2 * A_WEEK)

    assert reasons(member(plan=one), now) == ()
    assert reasons(member(plan=two), now) == ("2 modules behind plan",)


def test_an_open_blocker_is_a_reason_from_seven_days_on_also_of_somebody_away(
    now: datetime,
) -> None:
    old, young = blocker(now - A_WEEK), blocker(now - A_WEEK + A_TICK)

    assert reasons(member(plan=on_track(), blockers=(young,)), now) == ()
    assert reasons(member(plan=on_track(), blockers=(old, young)), now) == (
        "blocker open for 7 days",
    )
    assert reasons(member(away(WEEK, WEEK), blockers=(old,)), now) == ("blocker open for 7 days",)


def test_a_line_sets_what_is_done_beside_what_was_planned(now: datetime) -> None:
    them = member(plan=on_track(until=WEEK - A_WEEK))

    assert line(them, now) == Line(
        name="Ada",
        phase="Phase one",
        progress=0.5,
        expected=4 / 6,
        ends_on=date(2026, 12, 4),
        this_week=ThisWeek.DUE,
        last_checkin=WEEK - A_WEEK,
        reasons=(),
    )


def test_a_line_without_a_plan_is_empty_and_kind(now: datetime) -> None:
    assert line(member(plan=None, checkins=()), now) == Line(
        name="Ada",
        phase="Phase one",
        progress=0.0,
        expected=0.0,
        ends_on=None,
        this_week=ThisWeek.NOT_STARTED,
        last_checkin=None,
        reasons=(),
    )


plans = st.sampled_from([None, PLAN, on_track(), finished(PLAN)])


@given(st.permutations(["ada", "Bob", "Élodie", "zoe", "Ada"]), st.data())
def test_people_stand_in_order_of_their_names_whatever_they_did(
    names: list[str], data: st.DataObject
) -> None:
    members = [
        member(engineer(name, id=n), data.draw(plans), data.draw(st.sampled_from([(), (WEEK,)])))
        for n, name in enumerate(names)
    ]

    shown = report(TEAM, members, FRIDAY_NIGHT)

    assert [line_.name.casefold() for line_ in shown.lines] == [
        "ada",
        "ada",
        "bob",
        "zoe",
        "élodie",
    ]
    twins = [name for name in names if name.casefold() == "ada"]
    assert [line_.name for line_ in shown.lines[:2]] == twins


def test_a_report_lists_the_oldest_blockers_first_and_who_may_need_something(
    now: datetime,
) -> None:
    ada = member(plan=on_track(), blockers=(blocker(now - timedelta(days=1), "Slow"), blocker(now)))
    bob = member(
        engineer("Bob", id=2), on_track(), blockers=(blocker(now - timedelta(days=9), "Quota"),)
    )

    shown = report(TEAM, [bob, ada], now)

    assert (shown.team, shown.at) == (TEAM, now)
    assert shown.blockers == (
        OpenBlocker("Bob", "Quota", 9),
        OpenBlocker("Ada", "Slow", 1),
        OpenBlocker("Ada", "No access", 0),
    )
    assert [line_.name for line_ in shown.in_need] == ["Bob"]


def test_a_report_of_nobody_is_empty(now: datetime) -> None:
    shown = report(TEAM, [], now)

    assert (shown.lines, shown.blockers, shown.in_need) == ((), (), ())
