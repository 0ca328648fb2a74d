"""Who looks at what: everything that the templates need for one person at one place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.sandbox.house import House
from bot.sandbox.members import Member
from bot.sandbox.messages import Message
from bot.sandbox.page.faces import (
    APP,
    Face,
    PersonRow,
    PlaceRow,
    address,
    face_of_view,
    person_row,
    place_row,
)
from bot.sandbox.page.mrkdwn import Reader
from bot.sandbox.page.tour import tour
from bot.sandbox.workspace import Channel, View

HOME = "home"
_SPANS = (
    ("PT1H", "1 hour", "one hour"),
    ("P1D", "1 day", "one day"),
    ("P7D", "1 week", "one week"),
)


@dataclass(frozen=True)
class ShownModal:
    """The modal on top, with how many lie there."""

    view: View
    face: Face
    depth: int
    title: str
    close: str
    submit: str


@dataclass(frozen=True)
class Look:
    """Who looks, and at which channel; at none, it is App Home.

    Beside the channel a thread may be open, which hangs below a message; and
    *new_from* is the stamp of the first message that was new when they came.
    """

    me: Member
    place: Channel | None
    thread: Message | None = None
    new_from: str = ""


def look(house: House, asked: Mapping[str, str]) -> Look:
    """Find out who looks at what; the unknown gives way to the first person, and the app."""
    workspace, at = house.workspace, asked.get("at", "")
    people = _open_accounts(house)
    me = next((each for each in people if each.id == asked.get("as")), people[0])
    if at == HOME:
        return Look(me, None)
    channel = workspace.channels.get(at)
    if channel is None or channel.owner not in {None, me.id}:
        channel = workspace.im_of(me.id)
    thread = _thread(house, me, channel, asked.get("thread", ""))
    return Look(me, channel, thread, asked.get("new_from", ""))


def _thread(house: House, me: Member, place: Channel, ts: str) -> Message | None:
    message = house.workspace.find_message(place.id, ts)
    if message is None or message.ephemeral_to is not None or not message.visible_to(me.id):
        return None
    return house.workspace.root_of(message)


def scene(house: House, looking: Look) -> dict[str, Any]:
    """Set the scene: everything that the templates need."""
    workspace, me, place = house.workspace, looking.me, looking.place
    reader = _reader(house, me)
    return {
        "reader": reader,
        "me": me,
        "at": place.id if place else HOME,
        "title": f"{_heading(house, place)} \N{EN DASH} Sandbox",
        "heading": _heading(house, place),
        "is_app": place is None or place.is_im,
        "can_write": place is not None,
        "thread": looking.thread,
        "new_from": looking.new_from,
        "channel": place,
        "tabs": {"home": address(me.id, HOME), "messages": address(me.id, APP)},
        "now": house.clock.now(),
        "running": house.clock.running,
        "spans": _SPANS,
        "offset": reader.local(reader.now).isoformat()[-6:],
        "latest_toast": workspace.changes,
        "people": _people(house, me, place),
        "channels": _channels(house, me, place),
        "app": _app(house, me, place),
        "home": _home(house, me),
        "modal": _modal(house, me),
        "hints": _hints(house),
        "tour": tour(house, me),
    }


def _heading(house: House, place: Channel | None) -> str:
    return house.bot.real_name if place is None or place.is_im else place.name


def _reader(house: House, me: Member) -> Reader:
    workspace = house.workspace
    return Reader(
        member=me,
        now=house.clock.now(),
        people={member.id: member.real_name for member in workspace.members.values()},
        channels={each.id: each.name for each in workspace.channels.values() if not each.is_im},
    )


def _people(house: House, me: Member, place: Channel | None) -> list[PersonRow]:
    at = place.id if place else HOME
    return [person_row(house, member, me, at) for member in _open_accounts(house)]


def _open_accounts(house: House) -> list[Member]:
    return [member for member in house.workspace.people() if not member.deleted]


def _channels(house: House, me: Member, place: Channel | None) -> list[PlaceRow]:
    return [
        place_row(house, me, each, each.name, is_here=each == place)
        for each in house.workspace.channels_of(me.id)
        if not each.is_im
    ]


def _app(house: House, me: Member, place: Channel | None) -> PlaceRow:
    is_here = place is None or place.is_im
    im = house.workspace.im_of(me.id)
    return place_row(house, me, im, house.bot.real_name, is_here=is_here)


def _home(house: House, me: Member) -> Face | None:
    home = house.workspace.homes.get(me.id)
    return face_of_view(home) if home else None


def _modal(house: House, me: Member) -> ShownModal | None:
    stack = house.workspace.stack(me.id)
    if not stack:
        return None
    top = stack[-1]
    return ShownModal(
        view=top,
        face=face_of_view(top),
        depth=len(stack),
        title=_label(top, "title", ""),
        close=_label(top, "close", "Close"),
        submit=_label(top, "submit", ""),
    )


def _label(view: View, name: str, default: str) -> str:
    return str((view.content.get(name) or {}).get("text", default))


def _hints(house: House) -> dict[str, list[dict[str, str]]]:
    """Give what the composer suggests after ``/`` and after ``@``."""
    return {
        "commands": [
            {"insert": f"{hint.name} ", "name": hint.name, "note": hint.usage_hint}
            for hint in house.settings.commands
            if hint.command in house.commands
        ],
        "people": [
            {"insert": f"@{member.name} ", "name": f"@{member.name}", "note": member.real_name}
            for member in _open_accounts(house)
        ],
    }
