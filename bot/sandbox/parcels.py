"""What is sent to the bot, and what comes of it."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.sandbox.shapes import Json


class Kind(StrEnum):
    """The kinds of things that Slack sends, as Socket Mode names them."""

    COMMAND = "slash_commands"
    INTERACTION = "interactive"
    EVENT = "events_api"


@dataclass(frozen=True)
class Parcel:
    """One thing to send to the bot."""

    kind: Kind
    payload: Json

    @property
    def name(self) -> str:
        """Name what is in it: the command, the event's type, or what was touched."""
        payload = self.payload
        match payload:
            case {"command": command, "text": text}:
                return f"{command} {text}".strip()
            case {"event": {"type": kind}}:
                return str(kind)
            case {"actions": [action]}:
                return str(action["action_id"])
            case _:
                return f"{payload['type']} {payload['view'].get('callback_id', '')}".strip()


@dataclass(frozen=True)
class Repeat:
    """Says that a parcel was sent before: how often, and what went wrong then."""

    number: int
    reason: str


@dataclass(frozen=True)
class Acknowledged:
    """The bot took the parcel; *answer* is what it said at once."""

    answer: Json | str

    @property
    def fields(self) -> Json:
        """Read the answer as an object; text is what Slack takes it for, a text."""
        if isinstance(self.answer, str):
            return {"text": self.answer} if self.answer.strip() else {}
        return self.answer


@dataclass(frozen=True)
class Undelivered:
    """The bot did not take the parcel in time; *error* is what the person reads."""

    error: str
    reason: str
    may_repeat: bool = True


NOBODY_THERE = Undelivered("dispatch_failed", "connection_failed")
TOO_LATE = Undelivered("operation_timeout", "http_timeout")

Outcome = Acknowledged | Undelivered


class Road(Protocol):
    """One way to the bot: HTTP or a socket."""

    async def deliver(self, parcel: Parcel, repeat: Repeat | None) -> Outcome:
        """Send *parcel* and wait for the acknowledgement."""


def read_answer(text: str) -> Json | str:
    """Read the body of an acknowledgement: a JSON object, or else plain text."""
    if not text.lstrip().startswith("{"):
        return text
    try:
        answer = json.loads(text)
    except ValueError:
        return text
    return dict(answer)
