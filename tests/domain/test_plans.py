"""Plans: what goes in and why, laid over the days that somebody has."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import Loaded
from bot.domain.curriculum import Choice, Curriculum, Track
from bot.domain.people import Away, Engineer
from bot.domain.plans import (
    LeftOut,
    NeverEndingPlanError,
    NothingToLearnError,
    Outline,
    Plan,
    PlannedModule,
    StartInThePastError,
    StartTooFarError,
    Step,
    TaskKey,
    Verdict,
    check_start,
    dated,
    is_known,
    outline,
    phase_items,
    redated,
)
from bot.domain.sittings import area_of
from tests.domain.building import (
    SUNDAY_TO_THURSDAY,
    curriculum,
    engineer,
    finished,
    module,
    phase,
    plan_of,
    planned,
    project,
    step,
    track,
)
from tests.domain.lives import YEAR_ENDS, YEAR_STARTS, engineers

ITEMS = tuple("abcdefgh")
EIGHT = curriculum(track(phase("one", *ITEMS)), *(module(item) for item in ITEMS))
A_DAY = timedelta(days=1)
ROUNDING = 1e-6

steps = st.lists(st.integers(1, 20), min_size=1, max_size=len(ITEMS)).map(
    lambda hours: tuple(step(item, n) for item, n in zip(ITEMS, hours, strict=False))
)
starts = st.dates(YEAR_STARTS, YEAR_ENDS)
verdicts = st.sampled_from(Verdict)


def laid(hours: Sequence[int], starts_on: date, them: Engineer) -> list[tuple[date, date]]:
    wanted = tuple(step(item, n) for item, n in zip(ITEMS, hours, strict=False))
    return [(m.starts_on, m.ends_on) for m in dated(EIGHT, wanted, them, starts_on)]


def capacity(them: Engineer, first: date, last: date) -> float:
    """The hours that an engineer has from *first* to *last*, both included."""
    days = (first + n * A_DAY for n in range((last - first).days + 1))
    per_day = them.rhythm.hours_per_week / len(them.rhythm.working_days)
    return per_day * sum(them.works_on(day) for day in days)


def stretches(
    modules: Sequence[PlannedModule],
) -> Iterator[tuple[PlannedModule, PlannedModule, int]]:
    """Every run of neighbours with the hours that are left in it."""
    for first in range(len(modules)):
        hours = 0
        for last in range(first, len(modules)):
            hours += modules[last].hours_left
            yield modules[first], modules[last], hours


def assert_fits(modules: Sequence[PlannedModule], them: Engineer, starts_on: date) -> None:
    for first, last, hours in stretches(modules):
        assert hours <= capacity(them, first.starts_on, last.ends_on) + ROUNDING
    for module_ in modules:
        assert them.works_on(module_.starts_on)
        assert them.works_on(module_.ends_on)
    for before, after in pairwise(modules):
        assert before.starts_on <= before.ends_on <= after.starts_on
    total = sum(module_.hours_left for module_ in modules)
    assert total >= capacity(them, starts_on, modules[-1].ends_on - A_DAY) - ROUNDING


@given(steps, engineers(), starts)
def test_every_step_is_laid_once_in_order_within_the_hours_of_the_days_worked(
    wanted: tuple[Step, ...], them: Engineer, starts_on: date
) -> None:
    modules = dated(EIGHT, wanted, them, starts_on)

    assert tuple(m.step for m in modules) == wanted
    assert all(m.tasks == ("t1", "t2") and not m.done for m in modules)
    assert modules[0].starts_on >= starts_on
    assert_fits(modules, them, starts_on)
    assert dated(EIGHT, wanted, them, starts_on) == modules


@given(steps, engineers(), starts)
def test_no_week_holds_more_than_its_hours(
    wanted: tuple[Step, ...], them: Engineer, starts_on: date
) -> None:
    modules = dated(EIGHT, wanted, them, starts_on)

    for week in {them.rhythm.week_of(m.starts_on) for m in modules}:
        days = them.rhythm.days_of(week)
        inside = sum(
            m.step.hours for m in modules if days[0] <= m.starts_on and m.ends_on <= days[-1]
        )
        assert inside <= them.rhythm.hours_per_week + ROUNDING


@given(
    steps, engineers(), starts, st.sets(st.tuples(st.sampled_from(ITEMS), st.sampled_from("12")))
)
def test_what_was_done_stays_done_and_takes_no_more_time(
    wanted: tuple[Step, ...], them: Engineer, starts_on: date, closed: set[tuple[str, str]]
) -> None:
    done = {item: {f"t{n}" for of, n in closed if of == item} for item in ITEMS}

    modules = dated(EIGHT, wanted, them, starts_on, done)

    assert [m.done for m in modules] == [done[m.item] for m in modules]
    assert [m.hours_left for m in modules] == [
        (m.step.hours, ceil(m.step.hours / 2), 0)[len(m.done)] for m in modules
    ]
    assert_fits(modules, them, starts_on)


@given(
    steps,
    engineers(),
    engineers(),
    starts,
    st.integers(-30, 200),
    st.sets(st.tuples(st.sampled_from(ITEMS), st.sampled_from("12"))),
)
def test_a_plan_moves_to_the_days_that_are_left_and_moving_it_again_changes_nothing(
    wanted: tuple[Step, ...],
    before: Engineer,
    after: Engineer,
    starts_on: date,
    later: int,
    closed: set[tuple[str, str]],
) -> None:
    done = {item: {f"t{n}" for of, n in closed if of == item} for item in ITEMS}
    plan = plan_of(*dated(EIGHT, wanted, before, starts_on, done), starts_on=starts_on)
    today = starts_on + later * A_DAY

    moved = redated(EIGHT, plan, after, today)

    kept = [(m.step, m.tasks, m.done) for m in plan.modules]
    assert [(m.step, m.tasks, m.done) for m in moved.modules] == kept
    assert moved.hours_per_week == after.rhythm.hours_per_week
    assert [m for m in moved.modules if m.is_done] == [m for m in plan.modules if m.is_done]
    left = [m for m in moved.modules if not m.is_done]
    assert all(m.starts_on >= max(today, starts_on) for m in left)
    if left:
        assert_fits(left, after, max(today, starts_on))
    assert redated(EIGHT, moved, after, today) == moved


def test_hours_are_spread_over_the_working_days(ada: Engineer) -> None:
    assert laid([5, 2, 3], date(2026, 11, 23), ada) == [
        (date(2026, 11, 23), date(2026, 11, 27)),
        (date(2026, 11, 30), date(2026, 12, 1)),
        (date(2026, 12, 2), date(2026, 12, 4)),
    ]


def test_two_small_modules_may_share_a_day() -> None:
    assert laid([2, 1, 1], date(2026, 11, 23), engineer(hours_per_week=10)) == [
        (date(2026, 11, 23), date(2026, 11, 23)),
        (date(2026, 11, 24), date(2026, 11, 24)),
        (date(2026, 11, 24), date(2026, 11, 24)),
    ]


def test_seven_days_at_a_seventh_each_fill_a_week_to_the_last_minute() -> None:
    everyday = engineer(working_days=frozenset(range(7)), hours_per_week=3)

    assert laid([3, 3], date(2026, 11, 23), everyday) == [
        (date(2026, 11, 23), date(2026, 11, 29)),
        (date(2026, 11, 30), date(2026, 12, 6)),
    ]


def test_what_rounding_leaves_of_a_day_is_no_time(today: date) -> None:
    # Sixteen hours at two fifths of an hour take forty days, give or take a rounding.
    days = laid([1, 2, 3, 4, 5, 1, 2], today, engineer(hours_per_week=2))

    assert days[5][1] == today + timedelta(weeks=8, days=-3)
    assert days[6][0] == today + timedelta(weeks=8)


def test_a_week_that_starts_on_sunday_is_filled_from_sunday() -> None:
    israel = engineer(working_days=SUNDAY_TO_THURSDAY)

    assert laid([5, 1], date(2026, 11, 20), israel) == [
        (date(2026, 11, 22), date(2026, 11, 26)),
        (date(2026, 11, 29), date(2026, 11, 29)),
    ]


def test_one_working_day_carries_the_hours_of_its_week() -> None:
    wednesdays = engineer(working_days=frozenset({2}), hours_per_week=4)

    assert laid([4, 6], date(2026, 12, 24), wednesdays) == [
        (date(2026, 12, 30), date(2026, 12, 30)),
        (date(2027, 1, 6), date(2027, 1, 13)),
    ]


def test_days_away_carry_nothing(ada: Engineer) -> None:
    them = replace(ada, aways=(Away(date(2026, 12, 24), date(2027, 1, 3)),))

    assert laid([5], date(2026, 12, 21), them) == [(date(2026, 12, 21), date(2027, 1, 5))]


def test_a_leap_day_is_a_day_like_any_other(ada: Engineer) -> None:
    assert laid([2, 1], date(2028, 2, 28), ada) == [
        (date(2028, 2, 28), date(2028, 2, 29)),
        (date(2028, 3, 1), date(2028, 3, 1)),
    ]


def test_a_clock_change_costs_no_time() -> None:
    everyday = frozenset(range(7))
    berlin = engineer(zone="Europe/Berlin", working_days=everyday, hours_per_week=7)
    utc = engineer(working_days=everyday, hours_per_week=7)

    assert laid([1] * 8, date(2026, 3, 26), berlin) == laid([1] * 8, date(2026, 3, 26), utc)


def absences(days: int, first: date = date(2026, 11, 23)) -> tuple[Away, ...]:
    """Absences without a gap, *days* long in all."""
    last = first + (days - 1) * A_DAY
    begins = range(0, days, 366)
    return tuple(Away(first + n * A_DAY, min(first + (n + 365) * A_DAY, last)) for n in begins)


def test_a_plan_of_more_than_five_years_is_refused(today: date) -> None:
    everyday = engineer(working_days=frozenset(range(7)), hours_per_week=35)
    just_in_time = replace(everyday, aways=absences(5 * 366 - 1))
    never = replace(everyday, aways=absences(5 * 366))
    last = today + (5 * 366 - 1) * A_DAY

    assert laid([5], today, just_in_time) == [(last, last)]
    with pytest.raises(NeverEndingPlanError):
        laid([6], today, just_in_time)
    with pytest.raises(NeverEndingPlanError):
        laid([5], today, never)
    with pytest.raises(NeverEndingPlanError):
        redated(EIGHT, plan_of(planned("a", today, today)), never, today)


def test_a_plan_with_nothing_left_moves_even_for_somebody_who_is_never_there(
    ada: Engineer,
) -> None:
    plan = finished(plan_of(planned("a", date(2026, 11, 2), date(2026, 11, 6))))

    assert redated(EIGHT, plan, replace(ada, aways=absences(5 * 366)), date(2026, 11, 23)) == plan


def test_what_the_content_lost_stays_where_it_was(ada: Engineer, today: date) -> None:
    lost = planned("lost", date(2026, 11, 2), date(2026, 11, 6))
    kept = planned("a", date(2026, 11, 9), date(2026, 11, 13))

    moved = redated(EIGHT, plan_of(lost, kept), ada, today)

    assert moved.modules == (lost, replace(kept, starts_on=today, ends_on=date(2026, 11, 27)))


def test_items_stand_in_order_with_the_first_choices_and_projects_last() -> None:
    choice = Choice(1, (("c", "second"), ("d", "third")))
    stretch = phase("one", "a", "b", projects=("first",), choice=choice)
    items = [module(item) for item in "abcd"]
    proofs = [project(item) for item in ("first", "second", "third")]
    content = curriculum(track(stretch), *items, *proofs)

    assert phase_items(content, stretch) == ("a", "b", "c", "second", "first")
    assert [is_known(content, item) for item in ("a", "first", "lost")] == [True, True, False]


def test_an_outline_says_why_each_item_is_in_or_out(small: Curriculum, way: Track) -> None:
    found = outline(
        small,
        way,
        {"a": "mlops", "b": "cloud", "show": "mlops"},
        {"mlops": Verdict.SKIP, "cloud": Verdict.SKIM},
    )

    assert found == Outline(
        (
            Step("b", "one", Verdict.SKIM, 3, "you know part of it: do the tasks only"),
            Step("c", "two", Verdict.STUDY, 5, 'part of "Two"'),
            Step("show", "two", Verdict.STUDY, 10, 'shows what you can do: the proof of "Two"'),
        ),
        (LeftOut("a", "one", "your assessment says that you have this"),),
    )


def test_nothing_to_learn_is_said_even_where_a_project_is_left(
    small: Curriculum, way: Track
) -> None:
    areas = dict.fromkeys("abc", "mlops")

    with pytest.raises(NothingToLearnError):
        outline(small, way, areas, {"mlops": Verdict.SKIP})


@given(st.data())
@settings(max_examples=60)
def test_in_every_track_what_is_needed_comes_first(loaded: Loaded, data: st.DataObject) -> None:
    content = loaded.curriculum
    way = content.tracks[data.draw(st.sampled_from(sorted(content.tracks)))]
    said = data.draw(st.fixed_dictionaries(dict.fromkeys(loaded.bank.areas, verdicts)))
    try:
        found = outline(content, way, area_of(loaded.bank), said)
    except NothingToLearnError:
        return

    items = [step_.item for step_ in found.steps]
    spared = {left.item for left in found.left_out} | set(way.assumes)
    for place, item in enumerate(items):
        assert set(content.item(item).needs) <= {*items[:place], *spared}


@given(st.data())
@settings(max_examples=60)
def test_an_outline_holds_each_item_of_its_track_once_as_the_assessment_says(
    loaded: Loaded, data: st.DataObject
) -> None:
    content, areas = loaded.curriculum, area_of(loaded.bank)
    way = content.tracks[data.draw(st.sampled_from(sorted(content.tracks)))]
    said = data.draw(st.fixed_dictionaries(dict.fromkeys(loaded.bank.areas, verdicts)))
    items = [item for stretch in way.phases for item in phase_items(content, stretch)]

    found = outline(content, way, areas, said)

    told = [*(step_.item for step_ in found.steps), *(left.item for left in found.left_out)]
    assert sorted(told) == sorted(items)
    for left in found.left_out:
        assert said[areas[left.item]] is Verdict.SKIP
    for step_ in found.steps:
        full = content.item(step_.item).hours
        assert step_.hours == (ceil(full / 2) if step_.verdict is Verdict.SKIM else full)
        assert step_.verdict is not Verdict.SKIP


def test_a_plan_can_be_made_of_every_track_for_whoever_knows_nothing(
    loaded: Loaded, ada: Engineer, today: date
) -> None:
    for way in loaded.curriculum.tracks.values():
        found = outline(loaded.curriculum, way, area_of(loaded.bank), {})
        modules = dated(loaded.curriculum, found.steps, ada, today)

        assert found.left_out == ()
        assert_fits(modules, ada, today)


@pytest.fixture
def plan() -> Plan:
    """Half of the first module is done, all of the second, nothing of the third."""
    return plan_of(
        planned("a", date(2026, 11, 2), date(2026, 11, 6), "t1", hours=10),
        planned("b", date(2026, 11, 9), date(2026, 11, 13), "t1", "t2", hours=10),
        planned("c", date(2026, 11, 16), date(2026, 11, 20), hours=20),
    )


def test_progress_is_the_share_of_hours_that_closed_tasks_stand_for(plan: Plan) -> None:
    assert (plan.hours, plan.hours_done, plan.progress) == (40, 15, 0.375)
    assert [m.hours_left for m in plan.modules] == [5, 0, 20]
    assert finished(plan).progress == 1


def test_hours_left_are_rounded_up() -> None:
    thirds = replace(
        planned("a", YEAR_STARTS, YEAR_STARTS, "t1", hours=5), tasks=("t1", "t2", "t3")
    )

    assert thirds.hours_left == 4


def test_a_closed_task_that_the_module_lost_counts_for_nothing() -> None:
    strange = planned("a", YEAR_STARTS, YEAR_STARTS, "t1", "gone", hours=10)

    assert (strange.hours_done, strange.is_done) == (5, False)


def test_a_module_without_tasks_is_done() -> None:
    empty = replace(planned("a", YEAR_STARTS, YEAR_STARTS), tasks=())

    assert (empty.is_done, empty.hours_done, empty.hours_left) == (True, 5, 0)


def test_the_current_module_is_the_first_that_is_not_done(plan: Plan) -> None:
    first, second, third = plan.modules

    assert plan.current == first
    done = replace(first, done=frozenset({"t1", "t2"}))
    assert replace(plan, modules=(done, second, third)).current == third
    assert not plan.is_finished
    assert finished(plan).current is None
    assert finished(plan).is_finished


def test_a_plan_ends_with_what_is_left_to_do(plan: Plan) -> None:
    first, second, third = plan.modules
    ahead = replace(third, done=frozenset({"t1", "t2"}))

    assert plan.ends_on == date(2026, 11, 20)
    assert replace(plan, modules=(first, second, ahead)).ends_on == date(2026, 11, 6)
    assert finished(plan).ends_on == date(2026, 11, 20)


def test_a_module_is_expected_to_be_done_on_the_day_after_its_last(plan: Plan) -> None:
    assert plan.expected_progress(date(2026, 11, 6)) == 0
    assert plan.expected_progress(date(2026, 11, 7)) == 0.25
    assert plan.expected_progress(date(2026, 11, 21)) == 1
    assert [plan.modules_behind(date(2026, 11, day)) for day in (6, 7, 14, 20, 21)] == [
        0,
        1,
        1,
        1,
        2,
    ]


def test_a_week_holds_what_is_overdue_and_what_begins_by_its_last_day(plan: Plan) -> None:
    first, _, third = plan.modules
    saturday, sunday = date(2026, 11, 14), date(2026, 11, 15)

    assert plan.of_week([saturday, sunday]) == (first,)
    assert plan.of_week([sunday, date(2026, 11, 16)]) == (first, third)


def test_a_plan_knows_its_tasks(plan: Plan) -> None:
    assert plan.has(TaskKey("a", "t2"))
    assert not plan.has(TaskKey("a", "t3"))
    assert not plan.has(TaskKey("lost", "t1"))
    assert plan.module("lost") is None


@given(st.text(), st.text().filter(lambda text: "/" not in text))
def test_a_task_is_named_by_words_that_can_be_read_back(task: str, item: str) -> None:
    key = TaskKey(item, task)

    assert TaskKey.parse(str(key)) == key


def test_words_that_name_no_task_name_one_that_no_plan_has(plan: Plan) -> None:
    assert not plan.has(TaskKey.parse("a"))
    assert not plan.has(TaskKey.parse(""))


def test_a_plan_starts_today_or_within_a_year(today: date) -> None:
    check_start(today, today)
    check_start(today + 366 * A_DAY, today)

    with pytest.raises(StartInThePastError):
        check_start(today - A_DAY, today)
    with pytest.raises(StartTooFarError):
        check_start(today + 367 * A_DAY, today)
