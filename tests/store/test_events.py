from datetime import timedelta

import pytest

from bot.store import Sessions, events
from tests.store.conftest import NOW

MOMENT = timedelta(microseconds=1)


def test_an_event_is_seen_once_it_is_noted_however_often(sessions: Sessions) -> None:
    with sessions.begin() as session:
        assert not events.was_seen(session, "E1")
        events.note(session, "E1", NOW)
        events.note(session, "E1", NOW)

    with sessions.begin() as session:
        assert events.was_seen(session, "E1")
        assert not events.was_seen(session, "E2")


@pytest.mark.parametrize(("age", "stays"), [(MOMENT, False), (timedelta(), True)])
def test_an_event_is_forgotten_exactly_when_it_is_older(
    sessions: Sessions, age: timedelta, *, stays: bool
) -> None:
    with sessions.begin() as session:
        events.note(session, "E1", NOW - age)

        events.forget_before(session, NOW)

        assert events.was_seen(session, "E1") is stays
