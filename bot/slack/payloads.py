"""What Slack sends, read into calls."""

import re

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.domain.people import Who
from bot.slack.calls import Body, Command, Event, Form, Place, Press
from bot.views.fields import PREFIX

_MENTION = re.compile(r"<@(\w+)(?:\|[^>]*)?>")


def command(body: Body, ack: Ack, client: WebClient) -> Command:
    """Read a slash command; Slack escapes what people type, and mentions come as ids."""
    who = Who(body["team_id"], body["user_id"])
    text = str(body.get("text") or "")
    verb, _, words = " ".join(_unescape(_MENTION.sub(" ", text)).split()).partition(" ")
    mentioned = tuple(Who(who.workspace, user) for user in _MENTION.findall(text))
    return Command(who, verb, words, mentioned, body["trigger_id"], ack, client)


def _unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def press(body: Body, client: WebClient) -> Press:
    """Read a press of a button, or a choice outside a form."""
    action, view = body["actions"][0], body.get("view") or {}
    return Press(
        who=_who(body),
        action=action["action_id"],
        value=str(action.get("value") or ""),
        place=Place(view.get("type", "message")),
        trigger=body.get("trigger_id", ""),
        response_url=body.get("response_url", ""),
        view_id=view.get("id", ""),
        fills_stack=_fills_stack(view),
        client=client,
    )


def form(body: Body, ack: Ack, client: WebClient) -> Form:
    """Read a form that was sent."""
    view = body["view"]
    values = {
        block.removeprefix(PREFIX): _value(element)
        for block, elements in view["state"]["values"].items()
        for element in elements.values()
    }
    return Form(
        who=_who(body),
        callback=view["callback_id"],
        values=values,
        metadata=view.get("private_metadata", ""),
        fills_stack=_fills_stack(view),
        ack=ack,
        client=client,
    )


def _fills_stack(view: Body) -> bool:
    """Whether *view* is the third modal of a stack: neither its first nor directly upon it."""
    return view.get("previous_view_id") not in {None, view.get("root_view_id")}


def _who(body: Body) -> Who:
    # An app that is installed for a whole organisation gets no team of its own.
    team, user = body.get("team") or {}, body["user"]
    return Who(team.get("id") or user["team_id"], user["id"])


def _value(element: Body) -> str | list[str] | None:
    if "selected_options" in element:
        return [option["value"] for option in element["selected_options"]]
    if chosen := element.get("selected_option"):
        return str(chosen["value"])
    found = (element.get(key) for key in ("value", "selected_date", "selected_time"))
    return next((value for value in found if value is not None), None)


def event(body: Body, client: WebClient) -> Event:
    """Read an event; one that is about nobody is about the user "" of its workspace."""
    inner = body["event"]
    user = inner.get("user", "")
    user_id = user.get("id", "") if isinstance(user, dict) else user
    return Event(Who(body["team_id"], user_id), client, body["event_id"], inner)


def closed(body: Body, client: WebClient) -> Event:
    """Read a modal that was closed."""
    return Event(_who(body), client)
