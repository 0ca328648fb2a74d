from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from bot.domain.people import Away, Who
from bot.domain.plans import (
    NeverEndingPlanError,
    NoPlanYetError,
    NothingToLearnError,
    Plan,
    StaleTaskError,
    StartInThePastError,
    StartTooFarError,
    TaskKey,
    UnknownTrackError,
    Verdict,
    Wish,
)
from bot.domain.refusals import BotError
from bot.domain.sittings import NotAssessedYetError
from bot.domain.weeks import WeekOfPlan
from bot.services import plans
from bot.store import Session
from bot.store import people as people_store
from bot.store.rows import PlanRow
from tests.services.conftest import ADA, BEN, MONDAY, OTTO, TRACK, World, first_task
from tests.store.conftest import statements_of

A_DAY = timedelta(days=1)


def _close(world: World, key: TaskKey, who: Who = ADA) -> WeekOfPlan:
    with world.begin() as session:
        return plans.close_task(session, world.curriculum, who, key, world.clock.now())


def _reopen(world: World, key: TaskKey) -> WeekOfPlan:
    with world.begin() as session:
        return plans.reopen_task(session, world.curriculum, ADA, key, world.clock.now())


def _this_week(world: World, who: Who = ADA) -> WeekOfPlan:
    with world.begin() as session:
        return plans.this_week(session, world.curriculum, who, world.clock.now())


def _ready(world: World, verdict: Verdict = Verdict.STUDY) -> None:
    world.join(ADA)
    world.assess(ADA, verdict=verdict)


def _keys(plan: Plan) -> set[TaskKey]:
    return {TaskKey(module.item, task) for module in plan.modules for task in module.tasks}


def _done(plan: Plan) -> set[TaskKey]:
    return {TaskKey(module.item, task) for module in plan.modules for task in module.done}


def test_a_plan_is_made_from_assessment_track_and_pace(world: World) -> None:
    _ready(world)

    shown = world.make(starts_on=MONDAY + A_DAY)

    plan = world.plan()
    assert shown.plan == plan
    assert (plan.track, plan.hours_per_week, plan.starts_on) == (TRACK, 5, MONDAY + A_DAY)
    assert plan.content_version == world.curriculum.version
    assert plan.modules[0].starts_on == MONDAY + A_DAY
    assert plan.left_out == ()
    assert _this_week(world) == shown
    assert ADA in world.looks()


def _assessed_modules(world: World) -> set[str]:
    return {module for area in world.loaded.bank.areas.values() for module in area.modules}


def test_what_one_has_is_left_out_and_said_so(world: World) -> None:
    _ready(world, Verdict.SKIP)

    world.make()

    plan = world.plan()
    assert {left.item for left in plan.left_out} <= _assessed_modules(world)
    assert plan.left_out
    assert not {module.item for module in plan.modules} & _assessed_modules(world)


def test_the_latest_assessment_decides(world: World) -> None:
    _ready(world, Verdict.SKIP)
    world.clock.forward(timedelta(hours=1))
    world.assess(ADA, verdict=Verdict.SKIM)

    world.make()

    plan = world.plan()
    assert plan.left_out == ()
    assert {m.item for m in plan.modules if m.step.verdict is Verdict.SKIM} == {
        module.item for module in plan.modules
    } & _assessed_modules(world)


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (Wish("no-such-track", MONDAY), UnknownTrackError),
        (Wish(TRACK, MONDAY - A_DAY), StartInThePastError),
        (Wish(TRACK, MONDAY + 367 * A_DAY), StartTooFarError),
    ],
    ids=["unknown track", "yesterday", "in more than a year"],
)
def test_a_wish_that_cannot_be_met_changes_nothing(
    world: World, wish: Wish, refusal: type[BotError]
) -> None:
    _ready(world)
    world.make()
    before = world.rows()

    with pytest.raises(refusal):
        world.make(track=wish.track, starts_on=wish.starts_on)

    assert world.rows() == before


@pytest.mark.parametrize("starts_on", [MONDAY, MONDAY + 366 * A_DAY], ids=["today", "in a year"])
def test_a_plan_starts_today_or_within_a_year(world: World, starts_on: date) -> None:
    _ready(world)

    world.make(starts_on=starts_on)

    assert world.plan().starts_on == starts_on


def test_today_is_the_engineers_own(world: World) -> None:
    world.join(ADA, zone="Pacific/Auckland")
    world.assess(ADA)
    world.clock.forward(timedelta(hours=4))  # Monday noon in London, Tuesday in Auckland

    with pytest.raises(StartInThePastError):
        world.make(starts_on=MONDAY)
    world.make(starts_on=MONDAY + A_DAY)

    assert world.plan().starts_on == MONDAY + A_DAY


def test_whoever_has_everything_is_told_so(world: World) -> None:
    _ready(world, Verdict.SKIP)
    area = replace(world.loaded.bank.areas["agents"], modules=tuple(world.curriculum.modules))
    bank = replace(world.loaded.bank, areas={**world.loaded.bank.areas, "agents": area})
    before = world.rows()

    with pytest.raises(NothingToLearnError):
        replace(world, loaded=replace(world.loaded, bank=bank)).make()

    assert world.rows() == before


def test_a_plan_without_end_is_refused(world: World) -> None:
    _ready(world)
    with world.begin() as session:
        ada = world.find()
        people_store.set_rhythm(session, ada, replace(ada.rhythm, hours_per_week=1))

    with pytest.raises(NeverEndingPlanError):
        world.make(track="production-ai-roadmap")


def test_without_an_assessment_there_is_no_plan(world: World) -> None:
    world.join(ADA)

    with pytest.raises(NotAssessedYetError):
        world.make()
    with pytest.raises(NoPlanYetError):
        _this_week(world)
    with pytest.raises(NoPlanYetError), world.begin() as session:
        plans.whole(session, world.curriculum, ADA, world.clock.now())
    with pytest.raises(NoPlanYetError):
        _close(world, TaskKey("a", "t1"))
    with world.begin() as session:
        plans.redate(session, world.curriculum, world.find(), world.clock.now())


def test_the_whole_plan_names_everything_that_is_in_it(world: World) -> None:
    world.follow(ADA)

    with world.begin() as session:
        whole = plans.whole(session, world.curriculum, ADA, world.clock.now())

    assert whole.plan == world.plan()
    assert whole.titles.keys() == {module.item for module in whole.plan.modules}


def test_a_task_is_done_once_and_can_be_taken_back(world: World) -> None:
    world.follow(ADA, BEN)
    key, bens = first_task(world.plan()), world.plan(BEN)

    shown = _close(world, key)
    again = _close(world, key)

    assert again == shown
    assert _done(shown.plan) == _done(world.plan()) == {key}
    assert world.plan(BEN) == bens
    assert _done(_reopen(world, key).plan) == _done(_reopen(world, key).plan) == set()


@pytest.mark.parametrize("act", [_close, _reopen], ids=["done", "undone"])
@pytest.mark.parametrize("key", ["", "/", "no-such-module/t1", "{item}/no-such-task", "{item}"])
def test_a_task_that_the_plan_does_not_hold_changes_nothing(
    world: World, act: Callable[[World, TaskKey], WeekOfPlan], key: str
) -> None:
    world.follow(ADA)
    _close(world, first_task(world.plan()))
    before = world.rows()

    with pytest.raises(StaleTaskError):
        act(world, TaskKey.parse(key.format(item=world.plan().modules[0].item)))

    assert world.rows() == before


def test_a_new_plan_takes_the_place_of_the_old_and_what_was_done_stays_done(world: World) -> None:
    world.follow(ADA)
    key = first_task(world.plan())
    _close(world, key)
    before = world.plan()

    world.make(starts_on=MONDAY + 7 * A_DAY)

    after = world.plan()
    assert after.id != before.id
    assert after.starts_on == MONDAY + 7 * A_DAY
    assert _done(after) == {key}


def test_what_was_done_is_not_lost_on_a_detour_over_another_track(world: World) -> None:
    world.follow(ADA)
    first = _keys(world.plan())
    world.make(track="structured-foundations")
    key = min(first - _keys(world.plan()))
    world.make()
    _close(world, key)

    world.make(track="structured-foundations")
    world.make()

    assert _done(world.plan()) == {key}


def _running_plans(world: World) -> int | None:
    with world.begin() as session:
        return session.scalar(
            select(func.count()).select_from(PlanRow).where(PlanRow.ended_at.is_(None))
        )


def test_however_many_plans_are_made_at_once_one_is_followed(world: World) -> None:
    _ready(world)

    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(lambda _: world.make(), range(6)))

    assert len({shown.plan.id for shown in made}) == 6
    assert _running_plans(world) == 1
    assert world.plan().id == max(shown.plan.id for shown in made)


def _close_each(world: World) -> Callable[[TaskKey], WeekOfPlan]:
    return lambda key: _close(world, key)


def test_tasks_that_are_done_at_once_are_all_done(world: World) -> None:
    world.follow(ADA)
    todo = sorted(_keys(world.plan()))[:8]

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(_close_each(world), todo))

    assert _done(world.plan()) == set(todo)


def test_what_is_left_moves_behind_days_away_and_what_is_done_stays(world: World) -> None:
    world.follow(ADA)
    first, second, *_ = world.plan().modules
    for task in first.tasks:
        _close(world, TaskKey(first.item, task))
    away = Away(MONDAY, MONDAY + 13 * A_DAY)

    with world.begin() as session:
        ada = people_store.find(session, ADA)
        assert ada is not None
        gone = replace(ada, aways=(away,), rhythm=replace(ada.rhythm, hours_per_week=3))
        plans.redate(session, world.curriculum, gone, world.clock.now())

    after = world.plan()
    assert (after.modules[0].starts_on, after.modules[0].ends_on) == (
        first.starts_on,
        first.ends_on,
    )
    assert after.modules[1].item == second.item
    assert after.modules[1].starts_on == MONDAY + 14 * A_DAY
    assert after.hours_per_week == 3
    assert _done(after) == {TaskKey(first.item, task) for task in first.tasks}


def test_a_plan_whose_track_is_gone_is_refused_with_a_sentence(lost: World, world: World) -> None:
    world.follow(ADA)
    before = world.rows()

    with pytest.raises(UnknownTrackError):
        _this_week(lost)

    assert world.rows() == before


def _statements(world: World, act: Callable[[Session], object]) -> int:
    return statements_of(world.sessions, act)


def test_a_week_takes_as_many_statements_with_many_people_and_modules(world: World) -> None:
    world.follow(ADA)

    def week(session: Session) -> object:
        return plans.this_week(session, world.curriculum, ADA, world.clock.now())

    alone = _statements(world, week)
    world.follow(BEN, OTTO)
    world.make(track="production-ai-roadmap")

    assert _statements(world, week) == alone == 5


def test_closing_a_task_takes_as_many_statements_in_a_long_plan(world: World) -> None:
    world.follow(ADA)
    key = first_task(world.plan())

    def close(session: Session) -> object:
        return plans.close_task(session, world.curriculum, ADA, key, world.clock.now())

    assert _statements(world, close) == 9
