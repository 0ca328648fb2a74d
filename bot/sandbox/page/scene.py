"""Who looks at what: everything that the templates need for one person at one place."""

from dataclasses import dataclass
from typing import Any

from bot.sandbox.house import House
from bot.sandbox.members import Member
from bot.sandbox.page.faces import (
    Day,
    Face,
    PersonRow,
    PlaceRow,
    address,
    days,
    face_of_view,
    person_row,
)
from bot.sandbox.page.mrkdwn import Reader
from bot.sandbox.page.tour import tour
from bot.sandbox.workspace import Channel, View

HOME = "home"
_APP = "app"
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
    """Who looks, and at which channel; at none, it is App Home."""

    me: Member
    place: Channel | None


def look(house: House, user: str, at: str) -> Look:
    """Find out who looks at what; the unknown gives way to the first person, and the app."""
    workspace = house.workspace
    people = _open_accounts(house)
    me = next((each for each in people if each.id == user), people[0])
    if at == HOME:
        return Look(me, None)
    channel = workspace.channels.get(at)
    visible = channel is not None and channel.owner in {None, me.id}
    return Look(me, channel if visible else workspace.im_of(me.id))


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
        "channel": place,
        "tabs": {"home": address(me.id, HOME), "messages": address(me.id, _APP)},
        "now": house.clock.now(),
        "running": house.clock.running,
        "spans": _SPANS,
        "offset": reader.local(reader.now).isoformat()[-6:],
        "latest_toast": workspace.changes,
        "people": _people(house, me, place),
        "channels": _channels(house, me, place),
        "app": _app(house, me, place),
        "days": _days(house, reader, place),
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
    workspace = house.workspace
    return [
        PlaceRow(each.name, address(me.id, each.id), each == place, workspace.unread(me.id, each))
        for each in workspace.channels_of(me.id)
        if not each.is_im
    ]


def _app(house: House, me: Member, place: Channel | None) -> PlaceRow:
    here = place is None or place.is_im
    unread = house.workspace.unread(me.id, house.workspace.im_of(me.id))
    return PlaceRow(house.bot.real_name, address(me.id, _APP), here, unread)


def _days(house: House, reader: Reader, place: Channel | None) -> list[Day]:
    if place is None:
        return []
    messages = house.workspace.messages[place.id]
    return days(house, reader, [each for each in messages if each.visible_to(reader.member.id)])


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
