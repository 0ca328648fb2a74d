"""Tickets that Slack hands to a bot: trigger ids and response URLs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox.ids import Ids

TRIGGER_SECONDS = 3.0
RESPONSE_USES = 5
RESPONSE_TIME = timedelta(minutes=30)


class TicketError(Exception):
    """A ticket is unknown, used up or too old; the words are Slack's."""

    def __init__(self, error: str) -> None:
        self.error = error
        super().__init__(error)


@dataclass
class _Trigger:
    user: str
    issued: float
    used: bool = False


@dataclass
class Reach:
    """Where an answer through a response URL goes."""

    user: str
    channel: str
    issued: datetime
    original_ts: str | None = None
    uses: int = 0


class Tickets:
    """All tickets of one workspace."""

    def __init__(self, ids: Ids, elapsed: Callable[[], float], now: Callable[[], datetime]) -> None:
        self._ids = ids
        self._elapsed = elapsed
        self._now = now
        self._triggers: dict[str, _Trigger] = {}
        self._reaches: dict[str, Reach] = {}

    def issue_trigger(self, user: str) -> str:
        """Give a trigger id for something that *user* just did."""
        trigger_id = self._ids.trigger()
        self._triggers[trigger_id] = _Trigger(user, self._elapsed())
        return trigger_id

    def redeem_trigger(self, id: str) -> str:
        """Use a trigger id once, and tell whose it is.

        Raises:
            TicketError: It is unknown, was used, or is older than three seconds.
        """
        trigger = self._triggers.get(id)
        if trigger is None:
            raise TicketError("invalid_trigger_id")
        if trigger.used:
            raise TicketError("exchanged_trigger_id")
        if self._elapsed() - trigger.issued > TRIGGER_SECONDS:
            raise TicketError("expired_trigger_id")
        trigger.used = True
        return trigger.user

    def issue_reach(self, user: str, channel: str, original_ts: str | None = None) -> str:
        """Give the key of a new response URL."""
        key = self._ids.next("R")
        self._reaches[key] = Reach(user, channel, self._now(), original_ts)
        return key

    def use_reach(self, key: str) -> Reach:
        """Use a response URL once more.

        Raises:
            TicketError: It is unknown, was used five times, or is older than half an hour.
        """
        reach = self._reaches.get(key)
        if reach is None or self._now() - reach.issued > RESPONSE_TIME:
            raise TicketError("expired_url")
        if reach.uses >= RESPONSE_USES:
            raise TicketError("used_url")
        reach.uses += 1
        return reach
