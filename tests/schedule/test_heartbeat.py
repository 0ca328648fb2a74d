"""The heartbeat: a few jobs, none of them for one engineer."""

import threading
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.nudges import State
from bot.schedule.heartbeat import EVERY_SECONDS, beating, heartbeat
from bot.services import events
from tests.schedule.conftest import Town
from tests.schedule.crowd import DUE, Crowd, states, user
from tests.schedule.waiting import until


def test_late_beats_are_made_up_for_once_and_never_dropped(town: Town) -> None:
    beat = heartbeat(town.deps, DUE, nullcontext())
    beat.start(paused=True)
    jobs = {job.id: job for job in beat.get_jobs()}
    beat.shutdown()

    assert beat.timezone == UTC
    assert set(jobs) == {"tick", "upkeep"}
    assert {(j.coalesce, j.max_instances, j.misfire_grace_time) for j in jobs.values()} == {
        (True, 1, None)
    }
    assert jobs["tick"].trigger.interval == timedelta(seconds=EVERY_SECONDS)
    assert jobs["upkeep"].trigger.interval == timedelta(hours=1)


def test_the_first_beat_comes_when_it_is_told_to_and_catches_up(town: Town) -> None:
    town.settle(Crowd(2))
    with town.deps.sessions.begin() as session:
        events.note(session, "Ev1", DUE - timedelta(days=2))

    with beating(town.deps, datetime.now(UTC), nullcontext()):
        until(lambda: town.heard() == {user(1): 1, user(2): 1})
        until(lambda: not _seen(town, "Ev1"))


def test_each_beat_waits_for_its_turn(town: Town) -> None:
    town.settle(Crowd(1))
    turn, asked = threading.Lock(), threading.Event()

    class Turn:
        def __enter__(self) -> None:
            asked.set()
            turn.acquire()

        def __exit__(self, *_: object) -> None:
            turn.release()

    with turn:
        beat = heartbeat(town.deps, datetime.now(UTC), Turn())
        beat.start()
        asked.wait()
        meanwhile = town.posted()
    until(lambda: len(town.posted()) == 1)
    beat.shutdown()

    assert meanwhile == []


def test_the_end_waits_for_what_has_begun(town: Town) -> None:
    town.settle(Crowd(1, direct=True)).slack.fault("chat.postMessage", "timeout")

    with beating(town.in_haste().deps, datetime.now(UTC), nullcontext()):
        until(lambda: not town.slack.state()["faults"])

    assert states(town.deps.sessions) == {State.UNKNOWN: 1}


def test_the_heart_stops_also_when_the_block_fails(town: Town) -> None:
    with (
        pytest.raises(ZeroDivisionError),
        beating(town.deps, datetime.now(UTC) + timedelta(hours=1), nullcontext()),
    ):
        raise ZeroDivisionError

    assert "APScheduler" not in [thread.name for thread in threading.enumerate()]


def _seen(town: Town, event: str) -> bool:
    with town.deps.sessions.begin() as session:
        return events.was_seen(session, event)
