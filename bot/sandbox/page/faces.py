"""What the templates draw: messages, views and people, ready to be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from urllib.parse import urlencode

from bot.sandbox.elements import HOLDINGS, Slot, plain
from bot.sandbox.forms import Typed, held
from bot.sandbox.house import House
from bot.sandbox.ids import moment_of
from bot.sandbox.members import SLACKBOT_ID, Member
from bot.sandbox.objects import file_json
from bot.sandbox.page.mrkdwn import Reader
from bot.sandbox.shapes import Blocks, Json
from bot.sandbox.workspace import Message, View

HUES = 8
_TOGETHER = timedelta(minutes=5)
_NIGHT_ENDS, _NIGHT_STARTS = 7, 21
_KILO = 1024


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
class ShownFile:
    """A file below a message."""

    href: str
    title: str
    name: str
    ending: str
    size: str


@dataclass(frozen=True)
class ShownMessage:
    """A message, as its reader sees it."""

    author: str
    initials: str
    hue: int
    by_app: bool
    by_bot: bool
    moment: str
    time: str
    text: str
    face: Face
    ephemeral: bool
    edited: bool
    in_thread: bool
    follows: bool
    files: Sequence[ShownFile]


@dataclass(frozen=True)
class Day:
    """The messages of one day of the reader's calendar."""

    label: str
    messages: Sequence[ShownMessage]


def days(house: House, reader: Reader, messages: Sequence[Message]) -> list[Day]:
    """Sort messages into the days of their reader."""

    def day_of(message: Message) -> datetime:
        local = reader.local(moment_of(message.ts))
        return local.replace(hour=0, minute=0, second=0, microsecond=0)

    return [
        Day(_day_label(day, reader), _shown(house, reader, list(group)))
        for day, group in groupby(messages, key=day_of)
    ]


def _day_label(day: datetime, reader: Reader) -> str:
    today = reader.local(reader.now).date()
    if day.date() == today:
        return "Today"
    if day.date() == today - timedelta(days=1):
        return "Yesterday"
    return f"{day:%A}, {day.day} {day:%B %Y}"


def _shown(house: House, reader: Reader, messages: Sequence[Message]) -> list[ShownMessage]:
    before = [None, *messages]
    return [
        _shown_message(house, reader, message, previous)
        for previous, message in zip(before, messages, strict=False)
    ]


def _shown_message(
    house: House, reader: Reader, message: Message, previous: Message | None
) -> ShownMessage:
    author = house.workspace.members[message.author]
    moment = reader.local(moment_of(message.ts))
    typed = house.workspace.typed.get((reader.member.id, message.channel, message.ts), {})
    container = {"message": message.ts, "channel": message.channel}
    return ShownMessage(
        author=author.real_name,
        initials=initials(author),
        hue=hue(author),
        by_app=author.is_bot or author.id == SLACKBOT_ID,
        by_bot=author.is_bot,
        moment=moment.isoformat(),
        time=f"{moment:%H:%M}",
        text=message.text,
        face=Face(f"m{message.ts}", container, message.blocks, typed),
        ephemeral=message.ephemeral_to is not None,
        edited=message.edited is not None,
        in_thread=message.thread_ts is not None,
        follows=_follows(message, previous),
        files=[_shown_file(house, file) for file in message.files],
    )


def _follows(message: Message, previous: Message | None) -> bool:
    """Tell whether a message stands below its author's previous one without a byline."""
    return (
        previous is not None
        and previous.author == message.author
        and previous.ephemeral_to == message.ephemeral_to
        and previous.thread_ts == message.thread_ts
        and moment_of(message.ts) - moment_of(previous.ts) < _TOGETHER
    )


def _shown_file(house: House, name: str) -> ShownFile:
    file = house.workspace.files[name]
    ending = file.name.rpartition(".")[2][:4].upper()
    size = f"{file.length} B" if file.length < _KILO else f"{file.length / _KILO:.0f} kB"
    return ShownFile(file_json(house, file)["url_private"], file.title, file.name, ending, size)


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
        unread=sum(workspace.unread(member.id, each) for each in workspace.channels_of(member.id)),
    )


def _place_for(at: str) -> str:
    """Keep the place when one becomes somebody else; a conversation with the bot is one's own."""
    return "app" if at.startswith("D") else at


@dataclass(frozen=True)
class PlaceRow:
    """One channel, or the app, in the sidebar."""

    name: str
    href: str
    is_here: bool
    unread: int


def address(user: str, at: str) -> str:
    """Give the address of the page for one person at one place."""
    return "/?" + urlencode({"as": user, "at": at})


def initials(member: Member) -> str:
    """Give the letters that stand in for a face."""
    words = member.real_name.split()
    return "".join(word[0] for word in (words[0], words[-1])[: len(words)]).upper()


def hue(member: Member) -> int:
    """Give a person's colour: the same each time, whoever else is there."""
    return sum(member.id.encode()) % HUES
