"""Dispatch: parcels go to the bot by whichever road is open, events more than once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox import payloads
from bot.sandbox.house import House
from bot.sandbox.parcels import (
    NOBODY_THERE,
    Acknowledged,
    Kind,
    Outcome,
    Parcel,
    Repeat,
    Road,
)
from bot.sandbox.shapes import Json

REPEAT_AFTER = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))
"""How long after a failure Slack sends an event again, in the workspace's own time."""

EVENT_SCOPES = {"message": "im:history", "team_join": "users:read", "user_change": "users:read"}
"""The scope without which a kind of event is not sent."""


@dataclass(frozen=True)
class _Waiting:
    """An event that failed and is sent again at *due*."""

    parcel: Parcel
    due: datetime
    repeat: Repeat


class Dispatcher:
    """Sends what people do to the bot, and remembers events that failed."""

    def __init__(self, house: House, road: Callable[[], Road]) -> None:
        self._house = house
        self._road = road
        self._waiting: list[_Waiting] = []

    async def send(self, kind: Kind, payload: Json) -> Outcome:
        """Send a command or an interaction, once."""
        return await self._deliver(Parcel(kind, payload), None)

    async def send_event(self, inner: Json) -> None:
        """Send an event; if the bot fails to take it, at once a second time.

        What the bot has no scope to hear of, Slack does not tell it.
        """
        needed = EVENT_SCOPES.get(inner["type"])
        if needed is not None and needed not in self._house.settings.scopes:
            return
        parcel = Parcel(Kind.EVENT, payloads.event(self._house, inner))
        self._remember(parcel, await self._deliver(parcel, None), 1)
        await self.repeat_due()

    async def repeat_due(self) -> None:
        """Send again whatever has waited long enough."""
        while due := self._next_due():
            self._waiting.remove(due)
            outcome = await self._deliver(due.parcel, due.repeat)
            self._remember(due.parcel, outcome, due.repeat.number + 1)

    def forget(self) -> None:
        """Drop every event that waits."""
        self._waiting.clear()

    @property
    def is_waiting(self) -> bool:
        """Tell whether an event waits to be sent again."""
        return bool(self._waiting)

    async def _deliver(self, parcel: Parcel, repeat: Repeat | None) -> Outcome:
        if not self._house.bot_is_away:
            return await self._road().deliver(parcel, repeat)
        self._house.note_hit(parcel.kind.value, parcel.name, "the bot is away")
        return NOBODY_THERE

    def _next_due(self) -> _Waiting | None:
        now = self._house.clock.now()
        return next((waiting for waiting in self._waiting if waiting.due <= now), None)

    def _remember(self, parcel: Parcel, outcome: Outcome, number: int) -> None:
        if isinstance(outcome, Acknowledged) or not outcome.may_repeat:
            return
        if number > len(REPEAT_AFTER):
            return
        due = self._house.clock.now() + REPEAT_AFTER[number - 1]
        self._waiting.append(_Waiting(parcel, due, Repeat(number, outcome.reason)))
