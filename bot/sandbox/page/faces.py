"""What the templates draw: views, people and places, ready to be shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bot.sandbox.elements import HOLDINGS, Slot, plain
from bot.sandbox.forms import Typed, held
from bot.sandbox.house import House
from bot.sandbox.members import Member
from bot.sandbox.shapes import Blocks, Json
from bot.sandbox.unread import unread
from bot.sandbox.workspace import Channel, View

HUES = 8
APP = "app"
_NIGHT_ENDS, _NIGHT_STARTS = 7, 21


@dataclass(frozen=True)
class Face:
    """The blocks of one container, with what was put into them."""

    key: str
    container: Json
    blocks: Blocks
    typed: Typed
    errors: Mapping[str, str] = field(default_factory=dict)

    def value(self, block: Json, element: Json) -> object:
        """Give what an element holds, as a form shows it."""
        if element.get("type") not in HOLDINGS:
            return ""
        return plain(held(Slot(block, element), self.typed))


def face_of_view(view: View) -> Face:
    """Prepare a modal or an App Home."""
    is_home = view.content["type"] == "home"
    container = {"home": view.user} if is_home else {"view": view.id}
    return Face(view.id, container, view.blocks, view.typed, view.errors)


@dataclass(frozen=True)
class PersonRow:
    """One person in the sidebar."""

    name: str
    title: str
    initials: str
    hue: int
    href: str
    is_me: bool
    day: str
    time: str
    zone: str
    asleep: bool
    unread: int


def person_row(house: House, member: Member, me: Member, at: str) -> PersonRow:
    """Prepare one person of the sidebar, with the time at their place."""
    local = member.local(house.clock.now())
    workspace = house.workspace
    places = workspace.channels_of(member.id)
    return PersonRow(
        name=member.real_name,
        title=member.title,
        initials=initials(member),
        hue=hue(member),
        href=address(member.id, _place_for(at)),
        is_me=member.id == me.id,
        day=f"{local:%a}",
        time=f"{local:%H:%M}",
        zone=member.tz,
        asleep=not _NIGHT_ENDS <= local.hour < _NIGHT_STARTS,
        unread=sum(len(unread(workspace, member.id, each)) for each in places),
    )


def _place_for(at: str) -> str:
    """Keep the place when one becomes somebody else; a conversation with the bot is one's own."""
    return APP if at.startswith("D") else at


@dataclass(frozen=True)
class PlaceRow:
    """One channel, or the app, in the sidebar."""

    name: str
    href: str
    is_here: bool
    unread: int
    is_meant: bool


def place_row(house: House, me: Member, channel: Channel, name: str, *, is_here: bool) -> PlaceRow:
    """Prepare one channel, or the app's conversation, with what is unread in it."""
    at = APP if channel.is_im else channel.id
    new = unread(house.workspace, me.id, channel)
    is_meant = any(message.mentions(me.id) for message in new)
    return PlaceRow(name, address(me.id, at), is_here, len(new), is_meant)


def address(user: str, at: str, thread: str | None = None) -> str:
    """Give the address of the page for one person at one place, or beside it in a thread."""
    where = {"as": user, "at": at}
    return "/?" + urlencode(where if thread is None else where | {"thread": thread})


def initials(member: Member) -> str:
    """Give the letters that stand in for a face."""
    words = member.real_name.split()
    return "".join(word[0] for word in (words[0], words[-1])[: len(words)]).upper()


def hue(member: Member) -> int:
    """Give a person's colour: the same each time, whoever else is there."""
    return sum(member.id.encode()) % HUES
