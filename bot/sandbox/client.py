"""A small client of the sandbox's JSON doors, for journeys that play people."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from bot.sandbox.shapes import Json

_PATIENCE = 120


class SandboxRefusedError(Exception):
    """The sandbox did not understand a request at all."""


class DivergedError(Exception):
    """What was recorded went otherwise when it was done again."""

    def __init__(self, number: int, step: Json, seen: "Seen") -> None:
        then, now = ("worked" if ok else "did not work" for ok in (step["ok"], seen.ok))
        what = f"Step {number}, {step['door']} {step['body']}"
        super().__init__(f"{what}, {then} when it was recorded and {now} now: {seen.error}")


@dataclass(frozen=True)
class Seen:
    """What came of a gesture, and what the person sees now.

    *messages* and *toasts* are those that are new since the gesture; *view* is
    the modal on top, *home* the App Home.  After the clock was moved, *messages*
    are everyone's.  A gesture that the bot failed to answer is not *ok*.
    """

    ok: bool
    error: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    messages: Sequence[Json] = ()
    view: Json | None = None
    home: Json | None = None
    toasts: Sequence[str] = ()
    dispatched: bool = True
    time: str = ""

    @property
    def text(self) -> str:
        """Give the words of the last new message, or none."""
        return str(self.messages[-1]["text"]) if self.messages else ""


class SandboxClient:
    """Plays people in the sandbox at *url*."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")

    def command(self, user: str, text: str, channel: str | None = None) -> Seen:
        """Type a slash command, by default in the conversation with the bot."""
        return self._knock("command", user=user, text=text, channel=channel)

    def say(
        self, user: str, text: str, channel: str | None = None, thread: str | None = None
    ) -> Seen:
        """Write a message, by default to the bot; with the stamp of a *thread*, a reply in it."""
        return self._knock("message", user=user, text=text, channel=channel, thread=thread)

    def action(  # noqa: PLR0913 - a gesture is told by name
        self,
        user: str,
        container: Mapping[str, str],
        action_id: str,
        value: object = None,
        *,
        block_id: str | None = None,
        values: Mapping[str, object] | None = None,
        force: bool = False,
    ) -> Seen:
        """Press a button or choose from a menu; see the helpers below for *container*."""
        return self._knock(
            "action",
            user=user,
            container=dict(container),
            action_id=action_id,
            value=value,
            block_id=block_id,
            values=dict(values or {}),
            force=force,
        )

    def press(self, user: str, message: Json, action_id: str, value: object = None) -> Seen:
        """Touch an element of a message, as `messages` or a gesture gave it."""
        return self.action(user, in_message(message), action_id, value)

    def press_in_modal(self, user: str, action_id: str, value: object = None) -> Seen:
        """Touch an element of the modal on top."""
        return self.action(user, {"view": self._top(user)}, action_id, value)

    def press_in_home(self, user: str, action_id: str, value: object = None) -> Seen:
        """Touch an element of App Home."""
        return self.action(user, {"home": user}, action_id, value)

    def submit(
        self, user: str, values: Mapping[str, object] | None = None, view: str | None = None
    ) -> Seen:
        """Fill in and submit a modal, by default the one on top."""
        return self._knock(
            "submit", user=user, view=view or self._top(user), values=dict(values or {})
        )

    def close(self, user: str, view: str | None = None, *, all_of_them: bool = False) -> Seen:
        """Close the modal on top, or all that are open."""
        closing = "all" if all_of_them else True
        return self._knock("submit", user=user, view=view or self._top(user), close=closing)

    def home(self, user: str) -> Seen:
        """Open App Home."""
        return self._knock("home", user=user)

    def member(self, user: str, **changes: object) -> Seen:
        """Change an account, such as its zone, or close it with ``deleted=True``."""
        return self._knock("member", user=user, **changes)

    def clock(self, *, advance: str | None = None, to: str | None = None) -> Seen:
        """Move the clock by a span such as ``P7D``, to a moment, or to what is ``next``."""
        where = {"advance": advance} if to is None else {"to": to}
        return self._knock("clock", **where)

    def fault(self, method: str, fault: str, times: int = 1, retry_after: int = 1) -> Seen:
        """Let a Web API method go wrong the next *times*."""
        return self._knock(
            "fault", method=method, fault=fault, times=times, retry_after=retry_after
        )

    def clear_faults(self) -> Seen:
        """Let nothing more go wrong."""
        return self._knock("fault", clear=True)

    def send_bot_away(self) -> Seen:
        """Take the bot off the network: it hears nothing, and time passes without it."""
        return self._knock("away", away=True)

    def bring_bot_back(self) -> Seen:
        """Let the bot be there again."""
        return self._knock("away", away=False)

    def reset(self) -> Seen:
        """Put the workspace back to how it was at the start."""
        return self._knock("reset")

    def state(self) -> Json:
        """Give everything that is in the workspace."""
        return self._ask(Request(f"{self._url}/sandbox/state"))  # noqa: S310 - loopback

    def recording(self) -> Json:
        """Give everything that was done through the doors since the start."""
        return self._ask(Request(f"{self._url}/sandbox/recording"))  # noqa: S310 - loopback

    def replay(self, recording: Json) -> list[Seen]:
        """Do again what was recorded, each thing at its time.

        Raises:
            DivergedError: Something went otherwise than it did then.
        """
        time = datetime.fromisoformat(self.state()["time"])
        came = list[Seen]()
        for number, step in enumerate(recording["steps"], 1):
            if datetime.fromisoformat(step["at"]) > time:
                self.clock(to=step["at"])
            seen = self._knock(step["door"], **step["body"])
            if seen.ok != step["ok"]:
                raise DivergedError(number, step, seen)
            time = datetime.fromisoformat(seen.time)
            came.append(seen)
        return came

    def messages(self, user: str) -> list[Json]:
        """List every message that *user* sees, oldest first."""
        state = self.state()
        owners = {channel["id"]: channel["user"] for channel in state["channels"]}
        return sorted(
            (
                message
                for message in state["messages"]
                if owners[message["channel"]] in {None, user}
                and message["ephemeral_to"] in {None, user}
            ),
            key=_written_at,
        )

    def modal(self, user: str) -> Json | None:
        """Give the modal that *user* has on top."""
        stack = self.state()["views"].get(user)
        return dict(stack[-1]) if stack else None

    def _top(self, user: str) -> str:
        top = self.modal(user)
        return str(top["id"]) if top else "none"

    def _knock(self, door: str, **body: Any) -> Seen:  # noqa: ANN401 - JSON holds anything
        request = Request(  # noqa: S310 - loopback
            f"{self._url}/sandbox/{door}",
            data=json.dumps(body).encode(),
            headers={"content-type": "application/json"},
        )
        answer = self._ask(request)
        known = {name: answer[name] for name in Seen.__dataclass_fields__ if name in answer}
        return Seen(**known)

    def _ask(self, request: Request) -> Json:
        try:
            with urlopen(request, timeout=_PATIENCE) as response:  # noqa: S310 - loopback
                return dict(json.load(response))
        except HTTPError as refused:
            with refused:
                raise SandboxRefusedError(refused.read().decode()) from None


def in_message(message: Json) -> dict[str, str]:
    """Name a message as the container of what is touched."""
    return {"message": message["ts"], "channel": message["channel"]}


def _written_at(message: Json) -> str:
    return str(message["ts"])
