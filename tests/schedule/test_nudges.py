"""One pass of the clock: what is due is planned and sent, once, for everybody who can be read."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.nudges import Kind, State, Ticked
from bot.domain.people import Away, Who
from bot.schedule import nudges
from bot.schedule.nudges import live_until, upkeep
from bot.services import events
from bot.services import nudges as service
from bot.store import people as people_store
from bot.store.rows import DeliveryRow
from tests.conftest import Clock
from tests.schedule.conftest import Town, on
from tests.schedule.crowd import (
    DUE,
    TEAM,
    WEEK,
    Crowd,
    attempts,
    change,
    entries,
    only_entry,
    states,
    user,
)

CHECKIN = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
IN_NEW_YORK = timedelta(hours=5)
MOMENT = timedelta(seconds=1)
A_MINUTE_ON = DUE + timedelta(minutes=1)


def test_nothing_happens_before_the_moment_and_everything_at_it(town: Town) -> None:
    town.settle(Crowd(2))

    before = town.tick(DUE - MOMENT)
    at_it = town.tick(DUE)

    assert before == Ticked(DUE - MOMENT, 0, 0, 0, 0, 0, None)
    assert at_it == Ticked(DUE, 2, 2, 0, 0, 0, None)


def test_a_second_tick_at_the_same_moment_does_nothing(town: Town) -> None:
    town.settle(Crowd(3)).tick()

    again = town.tick()

    assert again == Ticked(DUE, 0, 0, 0, 0, 0, None)
    assert town.heard() == {user(n): 1 for n in (1, 2, 3)}


def test_more_people_than_a_batch_holds_are_all_planned(town: Town) -> None:
    many = nudges.AT_ONCE + 10
    town.settle(Crowd(many, track="gone"))

    done = replace(town, deps=replace(town.deps, slack_api_url="http://127.0.0.1:9/api/")).tick()

    assert done.planned == many
    assert states(town.deps.sessions) == {State.PLANNED: many}


def test_after_downtime_only_the_newest_is_sent_and_the_rest_is_counted(town: Town) -> None:
    town.settle(Crowd(1))

    done = town.tick(CHECKIN)

    assert (done.planned, done.sent, done.skipped) == (1, 1, 1)
    assert {entry.kind: entry.state for entry in entries(town.deps.sessions)} == {
        Kind.NUDGE: State.SKIPPED,
        Kind.CHECKIN: State.SENT,
    }


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ({"zone": "Mars/Olympus"}, {"zone": "UTC"}),
        ({"hours_per_week": 0}, {"hours_per_week": 5}),
        ({"working_days": "x"}, {"working_days": "01234"}),
    ],
    ids=["a zone that does not exist", "no hours", "no days"],
)
def test_an_engineer_who_cannot_be_read_stops_no_other_and_is_looked_at_in_an_hour(
    town: Town, broken: dict[str, object], mended: dict[str, object]
) -> None:
    town.settle(Crowd(3))
    change(town.deps.sessions, 2, **broken)

    done = town.tick()
    change(town.deps.sessions, 2, **mended)
    too_early = town.tick(DUE + timedelta(hours=1) - MOMENT)
    again = town.tick(DUE + timedelta(hours=1))

    assert (done.planned, done.sent) == (2, 2)
    assert (too_early.planned, again.planned, again.sent) == (0, 1, 1)
    assert town.heard() == {user(n): 1 for n in (1, 2, 3)}


def test_an_engineer_who_breaks_after_the_planning_stops_no_other(town: Town) -> None:
    town.settle(Crowd(4)).slack.fault("conversations.open", "500", times=4)
    town.tick()
    change(town.deps.sessions, 2, zone="Mars/Olympus")

    done = town.tick(A_MINUTE_ON)
    change(town.deps.sessions, 2, zone="UTC")
    mended = town.tick(A_MINUTE_ON + timedelta(minutes=2))

    assert (done.sent, done.retry_at) == (3, A_MINUTE_ON + timedelta(minutes=2))
    assert mended.sent == 1
    assert town.heard() == {user(n): 1 for n in (1, 2, 3, 4)}


def test_a_message_that_waited_until_nobody_is_there_is_skipped_and_counted(town: Town) -> None:
    town.settle(Crowd(2)).slack.fault("conversations.open", "500", times=2)
    town.tick()
    with town.deps.sessions.begin() as session:
        ada = people_store.find(session, Who(TEAM, user(1)))
        assert ada is not None
        people_store.add_away(session, ada, Away(WEEK, WEEK + timedelta(days=4)))

    done = town.tick(A_MINUTE_ON)

    assert (done.planned, done.sent, done.skipped) == (0, 1, 1)
    assert town.heard() == {user(2): 1}


def test_a_message_that_can_never_be_written_is_given_up(town: Town) -> None:
    town.settle(Crowd(1)).slack.fault("conversations.open", "500")
    town.tick()
    change(town.deps.sessions, 1, zone="Mars/Olympus")

    done = [town.tick(DUE + timedelta(hours=hour)) for hour in range(1, 7)]

    assert [each.failed for each in done] == [0, 0, 0, 1, 0, 0]
    assert only_entry(town.deps.sessions).state is State.FAILED
    assert attempts(town.deps.sessions) == [5]


def test_a_track_that_the_content_lost_costs_the_details_and_not_the_message(town: Town) -> None:
    town.settle(Crowd(1, track="gone"))

    done = town.tick()

    assert done.sent == 1
    assert "Your plan has changed" in town.posted()[0]["text"]


def test_what_a_vanished_process_claimed_is_unknown_after_the_lease_and_not_before(
    town: Town,
) -> None:
    town.settle(Crowd(2))
    claim_and_vanish(town)

    within = town.tick(DUE + service.CLAIM_LEASE)
    after = town.tick(DUE + service.CLAIM_LEASE + MOMENT)

    assert (within.unknown, within.sent) == (0, 0)
    assert (after.unknown, after.sent) == (2, 0)
    assert states(town.deps.sessions) == {State.UNKNOWN: 2}
    assert town.posted() == []


def claim_and_vanish(town: Town) -> None:
    """Plan and claim what is due, as a process does that ends before it sends."""
    with town.deps.sessions.begin() as session:
        service.plan_due(session, DUE, 10)
        service.claim(session, town.deps.curriculum, TEAM, "somebody", now=DUE, limit=10)


def test_the_clock_stops_at_each_moment_that_has_something_due(town: Town, clock: Clock) -> None:
    town.settle(Crowd(2)).settle(Crowd(1, first=3, zone="America/New_York"))
    stops: list[datetime] = []
    end = CHECKIN + timedelta(days=1)

    live_until(replace(town.deps, now=clock.now), end, setting(clock, stops))

    assert stops == [DUE, DUE + IN_NEW_YORK, CHECKIN, CHECKIN + IN_NEW_YORK, end]
    assert clock.moment == end
    assert town.heard() == {user(n): 2 for n in (1, 2, 3)}


def test_the_clock_stops_at_the_end_where_something_is_due_just_then(
    town: Town, clock: Clock
) -> None:
    town.settle(Crowd(1))

    live_until(replace(town.deps, now=clock.now), DUE, setting(clock, []))

    assert town.heard() == {user(1): 1}


def test_what_is_overdue_is_done_at_once_and_turns_no_clock_back(town: Town, clock: Clock) -> None:
    town.settle(Crowd(1))
    clock.moment = DUE + timedelta(hours=2)
    stops: list[datetime] = []
    end = clock.moment + timedelta(hours=1)

    live_until(replace(town.deps, now=clock.now), end, setting(clock, stops))

    assert stops == [DUE + timedelta(hours=2), end]
    assert town.heard() == {user(1): 1}


def test_what_slack_put_off_is_sent_on_the_way(town: Town, clock: Clock) -> None:
    town.settle(Crowd(40, direct=True)).slack.fault("chat.postMessage", "429", retry_after=40)
    stops: list[datetime] = []
    end = DUE + timedelta(hours=1)

    live_until(replace(town.deps, now=clock.now), end, setting(clock, stops))

    assert stops == [DUE, DUE + timedelta(seconds=40), end]
    assert town.heard() == {user(n): 1 for n in range(1, 41)}


def test_the_clock_arrives_even_where_something_is_stuck(
    town: Town, clock: Clock, request: pytest.FixtureRequest
) -> None:
    town = on("postgresql", town, request).settle(Crowd(1))
    town.slack.fault("conversations.open", "500")
    town.tick()
    town.settle(Crowd(1, first=2, zone="America/New_York"))
    clock.moment = DUE
    stops: list[datetime] = []
    end = DUE + IN_NEW_YORK + timedelta(hours=1)

    with town.deps.sessions.begin() as somebody:
        # As long as somebody holds the message, nobody else can take it.
        somebody.execute(select(DeliveryRow.id).with_for_update())
        live_until(replace(town.deps, now=clock.now), end, setting(clock, stops))

    assert clock.moment == end
    assert len(stops) < 10
    assert town.heard() == {user(2): 1}


def setting(clock: Clock, stops: list[datetime]) -> Callable[[datetime], None]:
    """Set *clock*, and note to when."""

    def set_clock(to: datetime) -> None:
        clock.moment = to
        stops.append(to)

    return set_clock


def test_upkeep_forgets_events_that_slack_will_not_send_again(town: Town) -> None:
    with town.deps.sessions.begin() as session:
        events.note(session, "Ev1", DUE)

    upkeep(town.deps, DUE + events.MEMORY)
    remembered = _seen(town, "Ev1")
    upkeep(town.deps, DUE + events.MEMORY + MOMENT)

    assert (remembered, _seen(town, "Ev1")) == (True, False)


def _seen(town: Town, event: str) -> bool:
    with town.deps.sessions.begin() as session:
        return events.was_seen(session, event)
