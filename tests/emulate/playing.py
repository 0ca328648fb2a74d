"""Plays people at `emulate`, which itself sends nothing to a bot: no command, no press, no form.

What Slack does between a person and the bot is done here, and whatever `emulate`
can decide about it is asked there: triggers, views, the stack of modals.
"""

import json
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen
from uuid import uuid4

from slack_sdk import WebClient

from bot.cli.program import StartedBot
from tests.conftest import Clock
from tests.emulate.filling import button, filled
from tests.emulate.relaying import Call, Relay
from tests.emulate.starting import READER_TOKEN, TOKEN, Emulate, client
from tests.slack.knocking import FORM, sign

SECRET = "signs-what-emulate-would-send"
SHOWS_MODAL = {"views.open", "views.push", "views.update"}


@dataclass(frozen=True)
class Seen:
    """What came of a gesture: how the bot acknowledged it."""

    said: Mapping[str, Any]

    @property
    def text(self) -> str:
        """The words of the acknowledgement."""
        return str(self.said.get("text", ""))


@dataclass
class Player:
    """Plays the people of a workspace with the bot in it."""

    emulate: Emulate
    relay: Relay
    bot: StartedBot
    clock: Clock
    stacks: defaultdict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    homes: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def web(self) -> WebClient:
        """Emulate's Web API as the app itself may use it, past the relay."""
        return client(self.emulate.url, TOKEN)

    def trigger(self, user: str, view: Mapping[str, Any] | None = None) -> str:
        """Get a trigger for what *user* just did, in *view* where it was in one."""
        where = {"view_id": view["id"]} if view else {}
        answer = self.web.api_call("views.generateTriggerId", json={"user_id": user, **where})
        return str(answer["trigger_id"])

    def command(self, user: str, typed: str, trigger: str | None = None) -> Seen:
        """Type a slash command."""
        form = {
            "command": "/ai-path",
            "text": typed,
            "team_id": self.emulate.team,
            "user_id": user,
            "trigger_id": trigger or self.trigger(user),
        }
        return self._told(user, urlencode(form).encode(), FORM)

    def open_home(self, user: str) -> Seen:
        """Open App Home."""
        inner = {"type": "app_home_opened", "user": user, "tab": "home"}
        envelope = {
            "type": "event_callback",
            "team_id": self.emulate.team,
            "event_id": f"Ev{uuid4().hex}",
            "event": inner,
        }
        return self._told(user, json.dumps(envelope).encode(), "application/json")

    def press(self, user: str, view: Mapping[str, Any], action_id: str) -> Seen:
        """Press a button of a modal or of App Home."""
        payload = {
            "type": "block_actions",
            "trigger_id": self.trigger(user, view if view["type"] == "modal" else None),
            "actions": [button(view["blocks"], action_id)],
            "view": view,
        }
        return self._interacted(user, payload)

    def press_in_message(
        self,
        user: str,
        message: Mapping[str, Any],
        action_id: str,
        trigger: str | None = None,
        response_url: str = "",
    ) -> Seen:
        """Press a button of a message."""
        payload = {
            "type": "block_actions",
            "trigger_id": trigger or self.trigger(user),
            "actions": [button(message["blocks"], action_id)],
            "message": message,
            "response_url": response_url,
        }
        return self._interacted(user, payload)

    def submit(self, user: str, values: Mapping[str, str] | None = None) -> Seen:
        """Fill in and send the modal on top, and do with it what the bot says."""
        view = self.top(user)
        payload = {"type": "view_submission", "view": filled(view, values or {})}
        seen = self._interacted(user, payload)
        match seen.said.get("response_action"):
            case None:
                self.stacks[user].pop()
            case "update":
                answer = self.web.views_update(view_id=view["id"], view=seen.said["view"])
                self.stacks[user][-1] = dict(answer["view"])
            case "push":
                trigger = self.trigger(user, view)
                answer = self.web.views_push(trigger_id=trigger, view=seen.said["view"])
                self.stacks[user].append(dict(answer["view"]))
            case "errors":
                assert seen.said["errors"].keys() <= _fields(view)
        return seen

    def top(self, user: str) -> dict[str, Any]:
        """Give the modal that *user* has in front; there has to be one."""
        assert self.stacks[user], "no modal is open"
        return self.stacks[user][-1]

    def advance(self, by: timedelta) -> None:
        """Let time pass, and let the bot do what falls due."""
        self.bot.advance(self.clock.moment + by)

    def messages(self, user: str) -> list[dict[str, Any]]:
        """List what the bot wrote to *user*, oldest first, as emulate keeps it."""
        reader = client(self.emulate.url, READER_TOKEN)
        ims = reader.conversations_list(types="im")["channels"]
        channel = next((im["id"] for im in ims if im["user"] == user), None)
        if channel is None:
            return []
        return list(reversed(reader.conversations_history(channel=channel)["messages"]))

    def _interacted(self, user: str, payload: Mapping[str, Any]) -> Seen:
        team = self.emulate.team
        who = {"team": {"id": team}, "user": {"id": user, "team_id": team}}
        body = urlencode({"payload": json.dumps(who | dict(payload))}).encode()
        return self._told(user, body, FORM)

    def _told(self, user: str, body: bytes, kind: str) -> Seen:
        """Tell the bot, and look at what it shows then."""
        before = len(self.relay.calls)
        said = self._post(body, kind)
        for call in self.relay.calls[before:]:
            self._show(user, call)
        return Seen(json.loads(said) if said.startswith(b"{") else {})

    def _post(self, body: bytes, kind: str) -> bytes:
        headers = {"Content-Type": kind, **sign(body, int(time.time()), SECRET)}
        request = Request(self.bot.url, data=body, headers=headers)  # noqa: S310 - loopback
        with urlopen(request) as answered:  # noqa: S310 - likewise
            return bytes(answered.read())

    def _show(self, user: str, call: Call) -> None:
        if call.error:
            return
        if call.method == "views.publish":
            self.homes[call.arguments["user_id"]] = dict(call.answer["view"])
        elif call.method in SHOWS_MODAL:
            view = dict(call.answer["view"])
            kept = [] if call.method == "views.open" else self.stacks[user]
            self.stacks[user] = [each for each in kept if each["id"] != view["id"]] + [view]


def _fields(view: Mapping[str, Any]) -> set[str]:
    """Name the fields beside which a word can stand."""
    return {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
