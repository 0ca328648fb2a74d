from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta

import pytest

from bot.domain.nudges import Kind, Letter, State
from bot.domain.people import Away, Who
from bot.domain.plans import TaskKey
from bot.services import nudges, people, plans, settings
from bot.services.nudges import CLAIM_LEASE, POSTPONED
from bot.store import Session
from bot.store import nudges as store
from bot.store.nudges import Sent, Unsent
from tests.services.conftest import ADA, BEN, MONDAY, NAMES, OTTO, TWIN, World
from tests.store.conftest import statements_of

MOMENT = timedelta(microseconds=1)
HALF_PAST_NINE = timedelta(hours=1, minutes=30)


def _plan_due(world: World, limit: int = 10) -> Counter[State] | None:
    with world.begin() as session:
        return nudges.plan_due(session, world.clock.now(), limit)


def _claim(world: World, limit: int = 10) -> tuple[Letter, ...]:
    now = world.clock.now()
    with world.begin() as session:
        return nudges.claim(session, world.curriculum, "T1", "worker-1", now, limit=limit).letters


def _mark(world: World, *outcomes: Sent | Unsent) -> None:
    with world.begin() as session:
        nudges.mark(session, outcomes, world.clock.now())


def _states(world: World) -> list[State]:
    with world.begin() as session:
        return [entry.state for entry in store.entries(session)]


def _next_moment(world: World) -> datetime | None:
    with world.begin() as session:
        return nudges.next_moment(session)


def _at_the_first_nudge(world: World, *following: Who) -> None:
    """Let people follow a plan, and move the clock to their first nudge."""
    world.follow(*(following or (ADA,)))
    world.clock.forward(HALF_PAST_NINE)


def test_nobody_is_due_before_their_moment(world: World) -> None:
    world.follow(ADA)
    world.clock.forward(HALF_PAST_NINE - MOMENT)
    assert _plan_due(world) is None

    world.clock.forward(MOMENT)
    assert _plan_due(world) == {State.PLANNED: 1}


def test_planning_twice_is_harmless(world: World) -> None:
    _at_the_first_nudge(world)

    assert _plan_due(world) == {State.PLANNED: 1}
    assert _plan_due(world) is None
    assert _states(world) == [State.PLANNED]


def test_people_are_taken_in_batches_until_nobody_is_left(world: World) -> None:
    _at_the_first_nudge(world, ADA, BEN, OTTO)

    assert [_plan_due(world, 2) for _ in range(3)] == [
        {State.PLANNED: 2},
        {State.PLANNED: 1},
        None,
    ]


def test_a_look_without_a_message_writes_nothing_and_is_not_repeated(world: World) -> None:
    _at_the_first_nudge(world)
    world.clock.forward(timedelta(days=4, hours=5, minutes=30))  # Friday at 15:00
    world.check_in()
    with world.begin() as session:
        nudges.watch(session, people.require(session, ADA), world.clock.now() - timedelta(days=7))

    planned = _plan_due(world)

    assert planned is not None
    assert planned[State.PLANNED] + planned[State.SKIPPED] == len(_states(world))
    assert _plan_due(world) is None


def test_one_person_is_planned_for_when_it_is_their_turn_and_once(world: World) -> None:
    world.follow(ADA)
    ada = world.find()

    def plan_for() -> Counter[State]:
        with world.begin() as session:
            return nudges.plan_for(session, ada.id, world.clock.now())

    assert plan_for() == Counter()
    world.clock.forward(HALF_PAST_NINE)
    with world.begin() as session:
        assert nudges.due_people(session, world.clock.now(), 10) == (ada.id,)
    assert plan_for() == {State.PLANNED: 1}
    assert plan_for() == Counter()
    assert _states(world) == [State.PLANNED]


def test_somebody_who_cannot_be_planned_for_is_looked_at_again_in_an_hour(world: World) -> None:
    _at_the_first_nudge(world)
    ada, now = world.find(), world.clock.now()

    with world.begin() as session:
        nudges.postpone(session, ada.id, now)

    assert world.looks() == {ADA: now + POSTPONED}
    assert _plan_due(world) is None
    world.clock.forward(POSTPONED)
    assert _plan_due(world) == {State.PLANNED: 1}


def test_after_downtime_the_newest_message_is_sent_and_the_rest_is_counted(world: World) -> None:
    _at_the_first_nudge(world)
    world.clock.forward(timedelta(weeks=3))

    assert _plan_due(world) == {State.PLANNED: 1, State.SKIPPED: 6}


def test_a_letter_has_all_that_it_takes_to_write_it(world: World) -> None:
    _at_the_first_nudge(world, ADA, BEN)
    _plan_due(world)
    with world.begin() as session:
        nudges.keep_channel(session, world.find(ADA), "DADA")

    letters = {letter.engineer.who: letter for letter in _claim(world)}

    ada, ben = letters[ADA], letters[BEN]
    assert (ada.channel, ben.channel) == ("DADA", None)
    assert (ada.kind, ada.attempts) == (Kind.NUDGE, 1)
    assert ada.why == "your weekly nudge, Monday 09:30 your time"
    assert ada.engineer == world.find(ADA)
    with world.begin() as session:
        now = world.clock.now()
        assert ada.week == plans.this_week(session, world.curriculum, ADA, now)
    assert _claim(world) == ()


def test_a_letter_about_a_track_that_is_gone_goes_out_without_its_week(
    world: World, lost: World
) -> None:
    _at_the_first_nudge(world)
    _plan_due(world)

    (letter,) = _claim(lost)

    assert letter.week is None


def test_workspaces_with_something_to_send_are_listed_and_claimed_apart(world: World) -> None:
    _at_the_first_nudge(world, ADA, TWIN)
    _plan_due(world)

    with world.begin() as session:
        assert sorted(nudges.waiting_workspaces(session, world.clock.now())) == ["T1", "T2"]
    assert [letter.engineer.who for letter in _claim(world)] == [ADA]
    with world.begin() as session:
        assert nudges.waiting_workspaces(session, world.clock.now()) == ("T2",)


def test_the_next_moment_is_the_next_look_or_the_next_attempt(world: World) -> None:
    assert _next_moment(world) is None
    world.follow(ADA)
    assert _next_moment(world) == world.looks()[ADA]

    now = world.clock.forward(HALF_PAST_NINE)
    _plan_due(world)
    assert _next_moment(world) == now
    (letter,) = _claim(world)
    retry_at = now + timedelta(minutes=1)
    _mark(world, Unsent(letter.id, State.PLANNED, "rate limited", retry_at=retry_at))
    assert _next_moment(world) == retry_at

    world.clock.forward(timedelta(minutes=1))
    (again,) = _claim(world)
    _mark(world, Sent(again.id, "D1", "1.2"))
    assert again.attempts == 2
    assert _states(world) == [State.SENT]
    assert _next_moment(world) == world.looks()[ADA]


@pytest.mark.parametrize(
    ("late", "expected"), [(timedelta(), [State.CLAIMED]), (MOMENT, [State.UNKNOWN])]
)
def test_a_claim_is_given_up_exactly_after_its_lease(
    world: World, late: timedelta, expected: list[State]
) -> None:
    _at_the_first_nudge(world)
    _plan_due(world)
    _claim(world)
    world.clock.forward(CLAIM_LEASE + late)

    with world.begin() as session:
        given_up = nudges.give_up_abandoned(session, world.clock.now())

    assert given_up == (expected == [State.UNKNOWN])
    assert _states(world) == expected
    assert _claim(world) == ()


def _foreseen(world: World, days: int = 7) -> list[tuple[Who, Kind, datetime]]:
    now = world.clock.now()
    with world.begin() as session:
        foreseen = nudges.preview(session, now, now + timedelta(days=days))
    return [(f.engineer.who, f.decision.moment.kind, f.at) for f in foreseen]


def test_a_preview_is_in_the_order_of_sending_and_changes_nothing(world: World) -> None:
    world.follow(ADA, BEN)
    with world.begin() as session:
        settings.pause(session, world.curriculum, BEN, world.clock.now())
    before = world.rows()

    first, second = _foreseen(world)

    monday = datetime.combine(MONDAY, datetime.min.time(), world.clock.now().tzinfo)
    assert first == (ADA, Kind.NUDGE, monday + timedelta(hours=9, minutes=30))
    assert second == (ADA, Kind.CHECKIN, monday + timedelta(days=4, hours=15))
    assert world.rows() == before


def test_a_preview_ends_with_its_last_moment(world: World) -> None:
    world.follow(ADA)
    now = world.clock.now()

    with world.begin() as session:
        assert len(nudges.preview(session, now, now + HALF_PAST_NINE)) == 1
        assert nudges.preview(session, now, now + HALF_PAST_NINE - MOMENT) == ()


def _live(world: World, moments: list[datetime]) -> list[tuple[Who, Kind, datetime]]:
    """Plan and claim at each of *moments*; say what goes out."""
    sent = []
    for moment in moments:
        world.clock.forward(moment - world.clock.now())
        _plan_due(world)
        for letter in _claim(world):
            sent.append((letter.engineer.who, letter.kind, moment))
            _mark(world, Sent(letter.id, "D1", "1.2"))
    return sent


def test_what_is_foreseen_is_what_is_sent(world: World) -> None:
    world.join(ADA, zone="Pacific/Auckland")
    world.join(BEN, zone="America/Los_Angeles")
    world.assess(ADA, BEN)
    world.make(ADA, starts_on=MONDAY + timedelta(days=1))
    world.make(BEN)

    foreseen = _foreseen(world, days=21)

    assert len(foreseen) >= 10
    assert sorted(_live(world, sorted({at for _, _, at in foreseen}))) == sorted(foreseen)


def test_what_waits_to_be_tried_again_is_foreseen_too(world: World) -> None:
    _at_the_first_nudge(world)
    _plan_due(world)
    assert _foreseen(world, days=1) == [(ADA, Kind.NUDGE, world.clock.now())]

    (letter,) = _claim(world)
    retry_at = world.clock.now() + timedelta(hours=1)
    _mark(world, Unsent(letter.id, State.PLANNED, "rate limited", retry_at=retry_at))

    assert _foreseen(world, days=1) == [(ADA, Kind.NUDGE, retry_at)]


def _crowd(world: World, count: int) -> None:
    crowd = [Who("T1", f"U{n:03}") for n in range(count)]
    for who in crowd:
        NAMES.setdefault(who, f"N {who.user}")
    world.follow(*crowd)


def test_planning_and_claiming_take_as_many_statements_for_many_as_for_one(
    world: World,
) -> None:
    _at_the_first_nudge(world)
    now = world.clock.now()

    def plan(session: Session) -> object:
        return nudges.plan_due(session, now, 500)

    def claim(session: Session) -> object:
        return nudges.claim(session, world.curriculum, "T1", "w", now, limit=500)

    planning, claiming = statements_of(world.sessions, plan), statements_of(world.sessions, claim)
    world.clock.forward(-HALF_PAST_NINE)
    _crowd(world, 12)
    world.clock.forward(HALF_PAST_NINE)

    assert statements_of(world.sessions, plan) == planning == 8
    assert statements_of(world.sessions, claim) == claiming == 10
    assert len(_states(world)) == 13


def _work(world: World) -> list[Who]:
    """Plan and claim in small bites until nothing is left; say whose messages one got."""
    while _plan_due(world, 3):
        pass
    mine: list[Who] = []
    while letters := _claim(world, 2):
        mine += [letter.engineer.who for letter in letters]
    return mine


def test_workers_at_once_plan_and_claim_each_message_once(world: World) -> None:
    _crowd(world, 16)
    world.clock.forward(HALF_PAST_NINE)

    with ThreadPoolExecutor(6) as pool:
        claimed = [who for share in pool.map(_work, [world] * 6) for who in share]

    assert len(claimed) == len(set(claimed)) == 16


def _close_all(world: World) -> None:
    with world.begin() as session:
        for module in world.plan().modules:
            for task in module.tasks:
                key = TaskKey(module.item, task)
                plans.close_task(session, world.curriculum, ADA, key, world.clock.now())


def test_whoever_has_finished_is_left_in_peace_until_a_task_is_open_again(world: World) -> None:
    world.follow(ADA)
    _close_all(world)
    world.clock.forward(HALF_PAST_NINE)
    assert _plan_due(world) == {}
    assert world.looks() == {}

    first = world.plan().modules[0]
    with world.begin() as session:
        key = TaskKey(first.item, first.tasks[0])
        plans.reopen_task(session, world.curriculum, ADA, key, world.clock.now())

    assert ADA in world.looks()


def _put_off(world: World) -> list[tuple[State, bool]]:
    now = world.clock.now()
    with world.begin() as session:
        claims = nudges.claim(session, world.curriculum, "T1", "worker-1", now, limit=10)
    assert claims.letters == ()
    return [(one.state, one.retry_at is not None) for one in claims.put_off]


def test_what_had_to_wait_until_night_waits_for_the_morning_and_loses_no_attempt(
    world: World,
) -> None:
    _at_the_first_nudge(world)
    _plan_due(world)
    world.clock.forward(timedelta(hours=12))

    assert _put_off(world) == [(State.PLANNED, True)]

    assert _next_moment(world) == world.find().rhythm.moment(MONDAY + timedelta(days=1), time(8))
    world.clock.forward(timedelta(hours=11))
    (letter,) = _claim(world)
    assert letter.attempts == 1


def test_whoever_went_away_meanwhile_is_not_written_to(world: World) -> None:
    _at_the_first_nudge(world)
    _plan_due(world)
    with world.begin() as session:
        away = Away(MONDAY, MONDAY + timedelta(days=4))
        settings.go_away(session, world.curriculum, ADA, away, world.clock.now())

    assert _put_off(world) == [(State.SKIPPED, False)]
    assert _states(world) == [State.SKIPPED]


def test_an_invitation_is_not_sent_after_the_check_in(world: World) -> None:
    world.follow(ADA)
    world.clock.forward(timedelta(days=4, hours=7))
    _plan_due(world)
    world.check_in(ADA)

    assert _put_off(world) == [(State.SKIPPED, False)]


def test_a_late_invitation_is_about_the_week_that_it_was_planned_for(world: World) -> None:
    _at_the_first_nudge(world)
    _plan_due(world)

    (letter,) = _claim(world)

    assert letter.of == MONDAY
