"""Travelling through time: moving the workspace's clock, with the bot living on the way."""

import asyncio
from datetime import UTC, datetime

from bot.sandbox.errors import DoorError
from bot.sandbox.house import House
from bot.sandbox.plugs import Plugs

MOST_STOPS = 100
"""How many quiet moments are passed in search of one that brings a message."""


async def to(plugs: Plugs, house: House, target: datetime) -> None:
    """Move the clock to *target*.

    Raises:
        DoorError: That lies in the past.
    """
    if target < house.clock.now():
        raise DoorError("The clock moves forward only.")
    await _live_until(plugs, house, target)


async def to_next(plugs: Plugs, house: House) -> None:
    """Move the clock on to the next moment at which the bot writes something.

    A bot may have moments at which it only looks whether it should write; those
    are passed.

    Raises:
        DoorError: The bot does not tell when that is, or has nothing to write.
    """
    said = house.workspace.changes
    for _ in range(MOST_STOPS):
        now, due = house.clock.now(), await _next_moment(plugs)
        await _live_until(plugs, house, max(due, now))
        # What is overdue had its turn now; it must not hold the traveller for ever.
        if house.workspace.changes > said or due <= now:
            return


async def _next_moment(plugs: Plugs) -> datetime:
    if plugs.next_moment is None:
        raise DoorError("This bot does not tell when its next message is due.")
    due = await asyncio.to_thread(plugs.next_moment)
    if due is None:
        raise DoorError("Nothing is planned, so there is no next message to go to.")
    return due


async def _live_until(plugs: Plugs, house: House, target: datetime) -> None:
    target = target.astimezone(UTC)
    if plugs.advance is not None and not house.bot_is_away:
        # What happens on the way may call the Web API, so it runs beside the
        # event loop and not on it.
        await asyncio.to_thread(plugs.advance, target)
    if house.clock.now() < target:
        house.clock.set(target)
