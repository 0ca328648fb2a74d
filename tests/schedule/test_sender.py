"""Waves of messages: many at once, none twice, one workspace beside another."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import event

from bot.domain.nudges import State, Ticked
from bot.schedule import nudges
from bot.schedule.sender import AT_ONCE, send_due
from bot.store.database import UnreachableDatabaseError, engine_of
from tests.schedule.conftest import TOKEN, Town, on
from tests.schedule.crowd import DUE, Crowd, attempts, claims, next_attempts, states, user
from tests.schedule.waiting import until

UNTIL = DUE + timedelta(seconds=40)


def test_without_anything_due_slack_is_left_alone(town: Town) -> None:
    done = send_due(replace(town.deps, slack_api_url="nowhere"), DUE)

    assert (done.states, done.retry_at) == ({}, None)


def test_more_than_are_claimed_at_once_go_out_all_the_same(town: Town) -> None:
    many = 2 * AT_ONCE + 5
    town.settle(Crowd(many))

    done = town.tick()

    assert (done.planned, done.sent) == (many, many)
    assert town.heard() == {user(n): 1 for n in range(1, many + 1)}


def test_one_that_goes_wrong_stops_no_other(town: Town) -> None:
    town.settle(Crowd(AT_ONCE + 8))
    town.slack.fault("chat.postMessage", "500")
    town.slack.fault("chat.postMessage", "drop_after")
    town.slack.fault("conversations.open", "drop_before")

    done = town.tick()

    assert (done.sent, done.unknown, done.failed) == (AT_ONCE + 5, 1, 0)
    assert done.retry_at == DUE + timedelta(minutes=1)
    assert states(town.deps.sessions)[State.PLANNED] == 2


def test_after_a_429_the_whole_workspace_waits_and_nobody_is_lost(town: Town) -> None:
    many = 2 * AT_ONCE
    town.settle(Crowd(many, direct=True))
    town.slack.fault("chat.postMessage", "429", retry_after=40)

    first = town.tick()
    too_early = town.tick(UNTIL - timedelta(seconds=1))
    second = town.tick(UNTIL)

    assert AT_ONCE - 1 <= first.sent < many
    assert (first.retry_at, too_early.sent) == (UNTIL, 0)
    assert first.sent + second.sent == many
    assert town.heard() == {user(n): 1 for n in range(1, many + 1)}


def test_of_several_pauses_the_longest_holds_the_rest_back(town: Town) -> None:
    town.settle(Crowd(AT_ONCE + 1, direct=True))
    town.slack.fault("chat.postMessage", "429", times=16, retry_after=40)
    town.slack.fault("chat.postMessage", "429", times=16, retry_after=10)

    first = town.tick()
    waiting = Counter(next_attempts(town.deps.sessions))

    assert (first.sent, first.retry_at) == (0, DUE + timedelta(seconds=10))
    assert waiting == {DUE + timedelta(seconds=10): 16, UNTIL: 17}
    assert set(attempts(town.deps.sessions)) == {0}


def test_a_workspace_whose_token_is_lost_stops_no_other_and_is_told(town: Town) -> None:
    town.settle(Crowd(3)).settle(Crowd(3, first=11, team="TOTHER"))
    tokens = {"TSANDBOX": TOKEN}

    with pytest.raises(KeyError, match="TOTHER"):
        nudges.tick(replace(town.deps, bot_token=tokens.__getitem__), DUE)

    assert states(town.deps.sessions) == {State.SENT: 3, State.PLANNED: 3}


def test_a_database_that_fails_in_the_middle_loses_nothing_that_is_in_the_air(town: Town) -> None:
    town = town.settle(Crowd(AT_ONCE + 8, direct=True)).in_haste(seconds=4)
    town.slack.fault("chat.postMessage", "timeout", times=5)
    claims_so_far = count(1)

    @event.listens_for(engine_of(town.deps.sessions), "before_cursor_execute")
    def fail(_: object, __: object, statement: str, *___: object) -> None:
        if "claimed_by" in statement and "RETURNING" in statement and next(claims_so_far) == 2:
            raise UnreachableDatabaseError(statement, None, OSError("gone"))

    with pytest.raises(UnreachableDatabaseError):
        town.tick()

    assert states(town.deps.sessions) == {
        State.SENT: AT_ONCE - 5,
        State.UNKNOWN: 5,
        State.PLANNED: 8,
    }


def test_a_claim_is_as_old_as_it_is_and_not_as_old_as_the_tick(town: Town) -> None:
    moments = iter([DUE, *[DUE + timedelta(minutes=10)] * 10])
    town.settle(Crowd(1, direct=True))

    nudges.tick(replace(town.deps, now=lambda: next(moments)), DUE)

    # Otherwise others would take the process of a long wave for gone.
    assert claims(town.deps.sessions) == [DUE + timedelta(minutes=10)]


def test_a_pause_that_is_over_before_the_wave_holds_nobody_back(town: Town) -> None:
    readings = count()

    def hurrying() -> datetime:
        return DUE + timedelta(minutes=next(readings))

    town.settle(Crowd(AT_ONCE + 1, direct=True))
    town.slack.fault("chat.postMessage", "429", times=AT_ONCE, retry_after=1)

    nudges.tick(replace(town.deps, now=hurrying), DUE)

    assert Counter(next_attempts(town.deps.sessions))[DUE] == 1


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_no_transaction_is_open_while_slack_takes_its_time(
    town: Town, request: pytest.FixtureRequest, kind: str
) -> None:
    town = on(kind, town, request).settle(Crowd(1)).in_haste()
    pool = town.deps.sessions.kw["bind"].pool
    town.slack.fault("chat.postMessage", "timeout")
    wave = threading.Thread(target=town.tick)

    wave.start()
    until(lambda: not town.slack.state()["faults"])
    meanwhile = pool.checkedout()
    wave.join()

    assert meanwhile == 0
    assert states(town.deps.sessions) == {State.UNKNOWN: 1}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_ticks_at_the_same_moment_send_each_message_once(
    town: Town, request: pytest.FixtureRequest, kind: str
) -> None:
    town = on(kind, town, request).settle(Crowd(90))
    together = threading.Barrier(2)

    def tick() -> Ticked:
        together.wait()
        return town.tick()

    with ThreadPoolExecutor(2) as pool:
        one, other = (each.result() for each in [pool.submit(tick), pool.submit(tick)])

    assert (one.planned + other.planned, one.sent + other.sent) == (90, 90)
    assert town.heard() == {user(n): 1 for n in range(1, 91)}
    assert states(town.deps.sessions) == {State.SENT: 90}
