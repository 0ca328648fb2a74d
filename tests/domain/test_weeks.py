"""A week of a plan: what is on the table, and what the content lost."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.curriculum import Curriculum, Track
from bot.domain.people import Engineer
from bot.domain.plans import LeftOut, Plan, UnknownTrackError
from bot.domain.weeks import OnTheTable, phase_of, title, week_of_plan, whole_plan
from tests.domain.building import (
    SUNDAY_TO_THURSDAY,
    engineer,
    finished,
    plan_of,
    planned,
)


@pytest.fixture
def plan() -> Plan:
    """One module a week, from the week of 23 November on."""
    return plan_of(
        planned("a", date(2026, 11, 23), date(2026, 11, 27)),
        planned("b", date(2026, 11, 30), date(2026, 12, 4)),
        planned("c", date(2026, 12, 7), date(2026, 12, 11)),
    )


def shown(small: Curriculum, them: Engineer, plan: Plan, now: datetime) -> list[str]:
    return [table.item.id for table in week_of_plan(small, them, plan, now).open]


def done(plan: Plan, *items: str) -> Plan:
    modules = tuple(
        replace(m, done=frozenset(m.tasks)) if m.item in items else m for m in plan.modules
    )
    return replace(plan, modules=modules)


def test_a_week_shows_its_module_with_what_the_content_says_of_it(
    small: Curriculum, way: Track, ada: Engineer, plan: Plan, now: datetime
) -> None:
    week = week_of_plan(small, ada, plan, now)

    assert (week.engineer, week.track, week.plan) == (ada, way, plan)
    assert (week.week, week.today) == (date(2026, 11, 23), date(2026, 11, 23))
    assert week.open == (OnTheTable(plan.modules[0], small.modules["a"], way.phases[0]),)


def test_what_is_overdue_comes_first_and_no_more_than_two_are_shown(
    small: Curriculum, ada: Engineer, plan: Plan
) -> None:
    third_week = datetime(2026, 12, 7, 8, tzinfo=UTC)

    assert shown(small, ada, plan, third_week) == ["a", "b"]
    assert shown(small, ada, done(plan, "a"), third_week) == ["b", "c"]


def test_whoever_is_through_with_the_week_sees_the_next_module(
    small: Curriculum, ada: Engineer, plan: Plan, now: datetime
) -> None:
    assert shown(small, ada, done(plan, "a"), now) == ["b"]


def test_a_plan_to_come_is_not_begun_early(small: Curriculum, ada: Engineer, plan: Plan) -> None:
    week_before = datetime(2026, 11, 22, 23, 59, tzinfo=UTC)

    assert shown(small, ada, plan, week_before) == []
    assert shown(small, ada, done(plan, "a"), week_before) == []
    assert shown(small, engineer(zone="Pacific/Auckland"), plan, week_before) == ["a"]


def test_where_weeks_start_on_sunday_the_week_is_shown_from_sunday(
    small: Curriculum, plan: Plan
) -> None:
    sunday = datetime(2026, 11, 22, 8, tzinfo=UTC)
    israel = engineer(working_days=SUNDAY_TO_THURSDAY)

    assert week_of_plan(small, israel, plan, sunday).week == date(2026, 11, 23)
    assert shown(small, israel, plan, sunday) == ["a"]
    assert shown(small, engineer(), plan, sunday) == []


def test_nothing_is_on_the_table_of_a_finished_plan(
    small: Curriculum, ada: Engineer, plan: Plan, now: datetime
) -> None:
    assert shown(small, ada, finished(plan), now) == []


def test_what_the_content_lost_is_passed_over(
    small: Curriculum, ada: Engineer, plan: Plan, now: datetime
) -> None:
    lost = planned("lost", date(2026, 11, 23), date(2026, 11, 23))
    with_loss = replace(plan, modules=(lost, lost, *plan.modules))

    assert shown(small, ada, with_loss, now) == ["a"]
    assert shown(small, ada, done(with_loss, "a"), now) == ["b"]
    assert shown(small, ada, replace(plan, modules=(lost,)), now) == []


def test_a_track_that_the_content_lost_is_refused(
    small: Curriculum, ada: Engineer, plan: Plan, now: datetime
) -> None:
    strange = replace(plan, track="lost")

    with pytest.raises(UnknownTrackError):
        week_of_plan(small, ada, strange, now)
    with pytest.raises(UnknownTrackError):
        whole_plan(small, ada, strange, now)


def test_a_module_whose_phase_was_lost_stands_in_the_first(way: Track, plan: Plan) -> None:
    module = plan.modules[0]
    moved = replace(module, step=replace(module.step, phase="two"))
    strange = replace(module, step=replace(module.step, phase="lost"))

    assert phase_of(way, moved) == way.phases[1]
    assert phase_of(way, strange) == way.phases[0]


def test_the_whole_plan_names_what_is_in_it_and_what_is_not(
    small: Curriculum, way: Track, ada: Engineer, plan: Plan, now: datetime
) -> None:
    left = LeftOut("show", "two", "you have this")
    whole = whole_plan(small, ada, replace(plan, left_out=(left,)), now)

    assert whole.titles == {"a": "A", "b": "B", "c": "C", "show": "Show"}
    assert whole.today == date(2026, 11, 23)
    assert whole.left_out_of(way.phases[0]) == ()
    assert whole.left_out_of(way.phases[1]) == (left,)
    assert whole.modules_of(way.phases[0]) == plan.modules
    assert whole.modules_of(way.phases[1]) == ()


def test_what_has_no_title_any_more_goes_by_its_id(small: Curriculum) -> None:
    assert [title(small, item) for item in ("a", "show", "lost")] == ["A", "Show", "lost"]
