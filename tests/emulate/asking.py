"""The questions that are put to both servers, each with what has to happen before it."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from tests.emulate.sides import Json, Side

Question: TypeAlias = Callable[[Side], Json]

NOBODY = "U0NOBODY"


def plain(text: str) -> Json:
    """Write *text* as Block Kit does."""
    return {"type": "plain_text", "text": text}


BLOCKS = [{"type": "section", "block_id": "greeting", "text": plain("Hello")}]
MODAL: Mapping[str, Any] = {
    "type": "modal",
    "callback_id": "greeting",
    "private_metadata": "kept",
    "title": plain("Greeting"),
    "submit": plain("Send"),
    "blocks": BLOCKS,
}
HOME: Mapping[str, Any] = {"type": "home", "blocks": BLOCKS}
METADATA = {"event_type": "greeting", "event_payload": {"id": "1"}}


def conversation(side: Side) -> str:
    """Open the conversation with Ada."""
    return str(side.call("conversations.open", users=side.ada)["channel"]["id"])


def post(side: Side, **arguments: object) -> Json:
    """Write to Ada."""
    return side.call("chat.postMessage", channel=conversation(side), **arguments)


def opened(side: Side) -> Json:
    """Open a modal for Ada."""
    return dict(side.shown("views.open", MODAL)["view"])


def third(side: Side) -> Json:
    """Give the last of three modals that lie upon one another."""
    view = opened(side)
    for _ in range(2):
        view = dict(side.shown("views.push", MODAL, view)["view"])
    return view


def pushed_from_outside(side: Side) -> Json:
    """Push upon an open modal with a trigger of something that was done elsewhere."""
    opened(side)
    return side.shown("views.push", MODAL)


def again(side: Side) -> Json:
    """Use a trigger a second time."""
    trigger = side.trigger()
    side.call("views.open", trigger_id=trigger, view=MODAL)
    return side.call("views.open", trigger_id=trigger, view=MODAL)


def opened_again(side: Side) -> Json:
    """Open a conversation that is open already."""
    conversation(side)
    return side.call("conversations.open", users=side.ada)


def namesakes(side: Side) -> Json:
    """Open two modals under one name."""
    below = side.shown("views.open", {**MODAL, "external_id": "one"})["view"]
    return side.shown("views.push", {**MODAL, "external_id": "one"}, below)


def outdated(side: Side) -> Json:
    """Change a modal that is not any more as one knew it."""
    view = opened(side)
    side.call("views.update", view_id=view["id"], view=MODAL)
    return side.call("views.update", view_id=view["id"], view=MODAL, hash=view["hash"])


def published_over(side: Side) -> Json:
    """Publish over a newer App Home than one knew."""
    known = side.call("views.publish", user_id=side.ada, view=HOME)["view"]
    side.call("views.publish", user_id=side.ada, view=HOME)
    return side.call("views.publish", user_id=side.ada, view=HOME, hash=known["hash"])


def updated(side: Side) -> Json:
    """Change a modal that is as one knew it."""
    view = opened(side)
    return side.call("views.update", view_id=view["id"], view=MODAL, hash=view["hash"])


ALIKE: Mapping[str, Question] = {
    "auth.test": lambda s: s.call("auth.test"),
    "auth.test without a token": lambda s: s.call_with("", "auth.test"),
    "users.info": lambda s: s.call("users.info", user=s.ada),
    "users.info of nobody": lambda s: s.call("users.info", user=NOBODY),
    "users.info of no one named": lambda s: s.call("users.info"),
    "users.info without a token": lambda s: s.call_with("", "users.info", user=s.ada),
    "users.info without its scope": lambda s: s.without("users:read").call(
        "users.info", user=s.ada
    ),
    "conversations.open": lambda s: s.call("conversations.open", users=s.ada),
    "conversations.open again": opened_again,
    "conversations.open of a known one": lambda s: s.call(
        "conversations.open", channel=conversation(s)
    ),
    "conversations.open of an unknown one": lambda s: s.call(
        "conversations.open", channel="D0NOWHERE"
    ),
    "conversations.open with nobody known": lambda s: s.call("conversations.open", users=NOBODY),
    "conversations.open with no one named": lambda s: s.call("conversations.open"),
    "conversations.open without its scope": lambda s: s.without("im:write").call(
        "conversations.open", users=s.ada
    ),
    "chat.postMessage": lambda s: post(s, text="Hello", blocks=BLOCKS, metadata=METADATA),
    "chat.postMessage of text alone": lambda s: post(s, text="Hello"),
    "chat.postMessage of blocks alone": lambda s: post(s, blocks=BLOCKS),
    "chat.postMessage to a person": lambda s: s.call(
        "chat.postMessage", channel=s.ada, text="Hello"
    ),
    "chat.postMessage of nothing": lambda s: post(s, text=""),
    "chat.postMessage to nobody": lambda s: s.call(
        "chat.postMessage", channel=NOBODY, text="Hello"
    ),
    "chat.postMessage to nowhere": lambda s: s.call("chat.postMessage", text="Hello"),
    "chat.postMessage with odd metadata": lambda s: post(s, text="Hello", metadata="["),
    "chat.postMessage without its scope": lambda s: s.without("chat:write").call(
        "chat.postMessage", channel=s.ada, text="Hello"
    ),
    "views.open": lambda s: s.shown("views.open", MODAL),
    "views.open with a used trigger": again,
    "views.open with an expired trigger": lambda s: s.call(
        "views.open", trigger_id=s.expired(), view=MODAL
    ),
    "views.open without a token": lambda s: s.call_with("", "views.open", view=MODAL),
    "views.push": lambda s: s.shown("views.push", MODAL, opened(s)),
    "views.push of a fourth": lambda s: s.shown("views.push", MODAL, third(s)),
    "views.push of a namesake": namesakes,
    "views.push with an expired trigger": lambda s: s.call(
        "views.push", trigger_id=s.expired(), view=MODAL
    ),
    "views.update": updated,
    "views.update of an older one": outdated,
    "views.update of none": lambda s: s.call("views.update", view_id="V0NONE", view=MODAL),
    "views.publish": lambda s: s.call("views.publish", user_id=s.ada, view=HOME),
    "views.publish over a newer one": published_over,
    "views.publish for nobody": lambda s: s.call("views.publish", user_id=NOBODY, view=HOME),
}
