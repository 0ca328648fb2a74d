from datetime import timedelta

import pytest

from bot.services import events
from bot.services.events import MEMORY
from tests.services.conftest import World

MOMENT = timedelta(microseconds=1)


def test_an_event_is_taken_in_once(world: World) -> None:
    with world.begin() as session:
        assert not events.was_seen(session, "E1")
        events.note(session, "E1", world.clock.now())
        events.note(session, "E1", world.clock.now())

        assert events.was_seen(session, "E1")
        assert not events.was_seen(session, "E2")


@pytest.mark.parametrize(("age", "stays"), [(MEMORY, True), (MEMORY + MOMENT, False)])
def test_an_event_is_forgotten_when_slack_will_not_send_it_again(
    world: World, age: timedelta, *, stays: bool
) -> None:
    with world.begin() as session:
        events.note(session, "E1", world.clock.now())

        events.forget_old(session, world.clock.forward(age))

        assert events.was_seen(session, "E1") is stays
