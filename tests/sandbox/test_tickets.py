from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.ids import Ids
from bot.sandbox.tickets import TicketError, Tickets

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


class World:
    def __init__(self) -> None:
        self.seconds = 10.0
        self.now = NOON
        self.tickets = Tickets(Ids(1), lambda: self.seconds, lambda: self.now)


def refusal(tickets: Tickets, trigger: str) -> str:
    with pytest.raises(TicketError) as refused:
        tickets.redeem_trigger(trigger)
    return refused.value.error


def test_a_trigger_is_good_once() -> None:
    world = World()
    trigger = world.tickets.issue_trigger("UADA")

    assert world.tickets.redeem_trigger(trigger) == "UADA"
    assert refusal(world.tickets, trigger) == "exchanged_trigger_id"


def test_a_trigger_is_good_for_three_seconds() -> None:
    world = World()
    early, late = world.tickets.issue_trigger("UADA"), world.tickets.issue_trigger("UADA")

    world.seconds += 3.0
    assert world.tickets.redeem_trigger(early) == "UADA"
    world.seconds += 0.001
    assert refusal(world.tickets, late) == "expired_trigger_id"


def test_an_unknown_trigger_is_refused() -> None:
    assert refusal(World().tickets, "1.2.3") == "invalid_trigger_id"


def test_a_response_url_is_good_for_five_answers() -> None:
    world = World()
    key = world.tickets.issue_reach("UADA", "DADA")

    reached = [world.tickets.use_reach(key).user for _ in range(5)]

    assert reached == ["UADA"] * 5
    with pytest.raises(TicketError, match="used_url"):
        world.tickets.use_reach(key)


def test_a_response_url_is_good_for_half_an_hour() -> None:
    world = World()
    key = world.tickets.issue_reach("UADA", "DADA")

    world.now += timedelta(minutes=30)
    assert world.tickets.use_reach(key).channel == "DADA"
    world.now += MOMENT
    with pytest.raises(TicketError, match="expired_url"):
        world.tickets.use_reach(key)


def test_an_unknown_response_url_is_refused() -> None:
    with pytest.raises(TicketError, match="expired_url"):
        World().tickets.use_reach("R1")
