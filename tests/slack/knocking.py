"""How tests knock at the bot's door as Slack does: signed, and without a network between."""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

SECRET = "a-signing-secret-for-tests"
TEAM = "TSANDBOX"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    """What the door said."""

    status: int
    body: str

    @property
    def said(self) -> dict[str, Any]:
        """The answer as an object; text is the text of a message."""
        return dict(json.loads(self.body)) if self.body.startswith("{") else {"text": self.body}


def sign(body: bytes, at: int, secret: str = SECRET) -> dict[str, str]:
    """Sign *body* as of *at*."""
    mac = hmac.new(secret.encode(), b"v0:%d:%s" % (at, body), hashlib.sha256)
    return {"X-Slack-Request-Timestamp": str(at), "X-Slack-Signature": f"v0={mac.hexdigest()}"}


@dataclass(frozen=True)
class Door:
    """The bot's WSGI application."""

    application: "WSGIApplication"

    def post(self, body: bytes, headers: Mapping[str, str], kind: str = FORM) -> Answer:
        """Post *body* with *headers*."""
        environ = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/slack/events",
            "QUERY_STRING": "",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "CONTENT_TYPE": kind,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
        } | {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
        status: list[str] = []
        content = self.application(environ, lambda line, _headers, _exc=None: status.append(line))  # type: ignore[arg-type]  # nobody writes in pieces
        return Answer(int(status[0].split()[0]), b"".join(content).decode())

    def signed(self, body: bytes, kind: str = FORM) -> Answer:
        """Post *body* as Slack would at this moment."""
        return self.post(body, sign(body, int(time.time())), kind)

    def command(self, typed: str, user: str = "UADA", **fields: str) -> Answer:
        """Type a slash command."""
        command = {
            "command": "/ai-path",
            "text": typed,
            "team_id": TEAM,
            "user_id": user,
            "trigger_id": "1.2.none",
        }
        return self.signed(urlencode(command | fields).encode())

    def interaction(self, payload: Mapping[str, Any]) -> Answer:
        """Send what somebody did to blocks or to a view."""
        who = {"team": {"id": TEAM}, "user": {"id": "UADA", "team_id": TEAM}}
        return self.signed(urlencode({"payload": json.dumps(who | dict(payload))}).encode())

    def press(self, action_id: str, value: str = "", **fields: object) -> Answer:
        """Press a button of a message."""
        action = {"action_id": action_id, "block_id": "b", "type": "button", "value": value}
        return self.interaction({"type": "block_actions", "actions": [action]} | fields)

    def submit(self, callback: str, values: Mapping[str, Any], **view: object) -> Answer:
        """Send a form; *values* are the elements' states by field name."""
        state = {f"ai_path.{name}": {f"ai_path.{name}": value} for name, value in values.items()}
        content = {
            "type": "modal",
            "id": "V1",
            "callback_id": callback,
            "root_view_id": "V1",
            "previous_view_id": None,
            "state": {"values": state},
        }
        return self.interaction({"type": "view_submission", "view": content | view})

    def event(self, inner: Mapping[str, Any], event_id: str = "Ev1", team: str = TEAM) -> Answer:
        """Tell of an event."""
        envelope = {"type": "event_callback", "team_id": team, "event_id": event_id, "event": inner}
        return self.signed(json.dumps(envelope).encode(), "application/json")


def typed(text: str | None) -> dict[str, Any]:
    """The state of a box for words."""
    return {"type": "plain_text_input", "value": text}


def chosen(value: str) -> dict[str, Any]:
    """The state of a menu or of radio buttons."""
    return {"type": "static_select", "selected_option": {"value": value}}


def ticked(*values: str) -> dict[str, Any]:
    """The state of checkboxes."""
    return {"type": "checkboxes", "selected_options": [{"value": value} for value in values]}


def dated(value: str) -> dict[str, Any]:
    """The state of a calendar."""
    return {"type": "datepicker", "selected_date": value}


def timed(value: str) -> dict[str, Any]:
    """The state of a clock."""
    return {"type": "timepicker", "selected_time": value}
