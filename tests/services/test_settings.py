from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from bot.domain.curriculum import Curriculum
from bot.domain.nudges import State
from bot.domain.people import (
    LONGEST_AWAY,
    Away,
    AwayOverError,
    Engineer,
    HoursOutOfRangeError,
    NoWorkingDayError,
    SlotOutOfRangeError,
    StrangerError,
    UnknownZoneError,
    Who,
)
from bot.domain.plans import NeverEndingPlanError
from bot.domain.refusals import BotError
from bot.services import nudges, settings
from bot.services.settings import Chosen
from bot.store import Session
from bot.store import nudges as nudge_store
from tests.services.conftest import ADA, BEN, MONDAY, STRANGER, World

Act = Callable[[Session, Curriculum, Who, datetime], Engineer]
A_DAY = timedelta(days=1)
CHOSEN = Chosen("Europe/Berlin", 1, time(10), 8, frozenset({0, 1, 2}))


def _change(world: World, chosen: Chosen = CHOSEN, who: Who = ADA) -> Engineer:
    with world.begin() as session:
        return settings.change(session, world.curriculum, who, chosen, world.clock.now())


def _go_away(world: World, first: date, last: date) -> Engineer:
    with world.begin() as session:
        return settings.go_away(
            session, world.curriculum, ADA, Away(first, last), world.clock.now()
        )


def _act(world: World, act: Act, who: Who = ADA) -> Engineer:
    with world.begin() as session:
        return act(session, world.curriculum, who, world.clock.now())


def test_new_settings_are_kept_and_what_is_not_chosen_stays(world: World) -> None:
    before = world.join(ADA)

    changed = _change(world)

    assert changed == world.find()
    assert changed.rhythm == replace(
        before.rhythm,
        zone="Europe/Berlin",
        nudge_day=1,
        nudge_at=time(10),
        hours_per_week=8,
        working_days=frozenset({0, 1, 2}),
    )


def test_plan_and_rhythm_follow_new_settings(world: World) -> None:
    world.follow(ADA, BEN)
    before, bens = world.plan(), world.plan(BEN)

    changed = _change(world)

    assert world.plan().hours_per_week == 8
    assert world.plan().ends_on < before.ends_on
    assert all(module.starts_on.weekday() < 3 for module in world.plan().modules)
    assert world.looks()[ADA] == changed.rhythm.moment(MONDAY + A_DAY, time(10))
    assert world.plan(BEN) == bens


@pytest.mark.parametrize(
    ("chosen", "refusal"),
    [
        (replace(CHOSEN, zone="Mars/Olympus"), UnknownZoneError),
        (replace(CHOSEN, nudge_day=4), SlotOutOfRangeError),
        (replace(CHOSEN, nudge_at=time(16, 1)), SlotOutOfRangeError),
        (replace(CHOSEN, hours_per_week=0), HoursOutOfRangeError),
        (replace(CHOSEN, hours_per_week=41), HoursOutOfRangeError),
        (replace(CHOSEN, working_days=frozenset()), NoWorkingDayError),
        (replace(CHOSEN, hours_per_week=1), NeverEndingPlanError),
    ],
    ids=["zone", "friday", "too late", "no hours", "all hours", "no days", "no end"],
)
def test_settings_that_cannot_be_meant_change_nothing(
    world: World, chosen: Chosen, refusal: type[BotError]
) -> None:
    world.follow(ADA)
    world.make(track="production-ai-roadmap")
    before = world.rows()

    with pytest.raises(refusal):
        _change(world, chosen)

    assert world.rows() == before


def test_days_away_move_the_plan_and_the_next_message(world: World) -> None:
    world.follow(ADA)
    last = MONDAY + 6 * A_DAY

    gone = _go_away(world, MONDAY, last)
    _go_away(world, MONDAY, last)

    assert gone == world.find()
    assert gone.aways == (Away(MONDAY, last),)
    assert world.plan().modules[0].starts_on == MONDAY + 7 * A_DAY
    assert world.looks() == {ADA: gone.rhythm.moment(MONDAY + 7 * A_DAY, gone.rhythm.nudge_at)}


def test_coming_back_takes_all_of_it_back(world: World) -> None:
    world.follow(ADA)
    before, looks = world.plan(), world.looks()
    _go_away(world, MONDAY, MONDAY + 6 * A_DAY)

    back = _act(world, settings.come_back)

    assert back == world.find()
    assert back.aways == ()
    assert world.plan() == before
    assert world.looks() == looks


@pytest.mark.parametrize(("last", "is_over"), [(MONDAY - A_DAY, True), (MONDAY, False)])
def test_days_are_over_the_day_after_on_ones_own_wall(
    world: World, last: date, *, is_over: bool
) -> None:
    world.join(ADA, zone="America/Los_Angeles")
    world.clock.forward(timedelta(hours=8))  # Monday 08:00 there

    if is_over:
        with pytest.raises(AwayOverError):
            _go_away(world, last, last)
    else:
        _go_away(world, last, last)

    assert bool(world.find().aways) is not is_over


def test_a_pause_stops_everything_even_what_waits_to_be_sent(world: World) -> None:
    world.follow(ADA, BEN)
    now = world.clock.forward(timedelta(hours=2))
    with world.begin() as session:
        nudges.plan_due(session, now, 10)

    paused = _act(world, settings.pause)

    assert paused == world.find()
    assert paused.paused
    assert list(world.looks()) == [BEN]
    with world.begin() as session:
        letters = nudges.claim(session, world.curriculum, "T1", "w", now, limit=10).letters
        entries = nudge_store.entries(session)
    assert [letter.engineer.who for letter in letters] == [BEN]
    assert (State.SKIPPED, "the engineer paused") in {(e.state, e.error) for e in entries}


def test_resuming_takes_the_rhythm_up_from_today(world: World) -> None:
    world.follow(ADA)
    _act(world, settings.pause)
    world.clock.forward(timedelta(weeks=3))

    resumed = _act(world, settings.resume)

    assert not resumed.paused
    assert world.plan().modules[0].starts_on == MONDAY + timedelta(weeks=3)
    assert world.looks() == {
        ADA: resumed.rhythm.moment(MONDAY + timedelta(weeks=3), resumed.rhythm.nudge_at)
    }


def test_without_a_plan_settings_are_settings_alone(world: World) -> None:
    world.join(ADA)

    _change(world)
    _act(world, settings.pause)
    _act(world, settings.resume)

    assert world.looks() == {}


@pytest.mark.parametrize("act", [settings.pause, settings.resume, settings.come_back])
def test_a_stranger_has_nothing_to_set(world: World, act: Act) -> None:
    world.join(ADA)

    with pytest.raises(StrangerError):
        _act(world, act, STRANGER)


def test_the_days_of_a_pause_become_days_away(world: World) -> None:
    world.follow(ADA)
    _act(world, settings.pause)
    world.clock.forward(timedelta(weeks=2))

    resumed = _act(world, settings.resume)

    assert resumed.aways == (Away(MONDAY, MONDAY + timedelta(days=13)),)


def test_a_very_long_pause_is_noted_as_far_back_as_an_absence_may_reach(world: World) -> None:
    world.follow(ADA)
    _act(world, settings.pause)
    world.clock.forward(timedelta(days=800))

    resumed = _act(world, settings.resume)

    today = MONDAY + timedelta(days=800)
    assert resumed.aways == (Away(today - LONGEST_AWAY, today - A_DAY),)


def test_a_pause_of_hours_is_no_absence(world: World) -> None:
    world.follow(ADA)
    _act(world, settings.pause)
    world.clock.forward(timedelta(hours=3))

    assert _act(world, settings.resume).aways == ()
