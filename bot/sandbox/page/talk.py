"""Conversations as their reader sees them: messages, files, and threads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox.house import House
from bot.sandbox.ids import moment_of
from bot.sandbox.members import SLACKBOT_ID
from bot.sandbox.messages import Message
from bot.sandbox.objects import file_json
from bot.sandbox.page.faces import Face, address, hue, initials
from bot.sandbox.page.mrkdwn import Reader
from bot.sandbox.unread import unread_replies
from bot.sandbox.viewable import viewable_as

_TOGETHER = timedelta(minutes=5)
_KILO = 1024


@dataclass(frozen=True)
class ShownFile:
    """A file below a message; some can be looked at, and all be downloaded."""

    href: str
    view_href: str
    is_picture: bool
    title: str
    name: str
    ending: str
    size: str


@dataclass(frozen=True)
class ShownThread:
    """What hangs below a message."""

    count: int
    new: int
    latest: str


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
    follows: bool
    is_meant: bool
    files: Sequence[ShownFile]
    thread: ShownThread
    thread_href: str


def shown_message(
    house: House, reader: Reader, message: Message, key: str, *, follows: bool
) -> ShownMessage:
    """Prepare one message; *key* names its fields apart from others of the page."""
    me, author = reader.member.id, house.workspace.members[message.author]
    moment = reader.local(moment_of(message.ts))
    container = {"message": message.ts, "channel": message.channel}
    typed = house.workspace.typed.get((me, message.channel, message.ts), {})
    return ShownMessage(
        author=author.real_name,
        initials=initials(author),
        hue=hue(author),
        by_app=author.is_bot or author.id == SLACKBOT_ID,
        by_bot=author.is_bot,
        moment=moment.isoformat(),
        time=f"{moment:%H:%M}",
        text=message.text,
        face=Face(key, container, message.blocks, typed),
        ephemeral=message.ephemeral_to is not None,
        edited=message.edited is not None,
        follows=follows,
        is_meant=message.mentions(me) and message.author != me,
        files=[_shown_file(house, file) for file in message.files],
        thread=shown_thread(house, reader, message),
        thread_href=address(me, message.channel, message.ts),
    )


def shown_thread(house: House, reader: Reader, root: Message) -> ShownThread:
    """Prepare what the reader sees of the thread below a message."""
    me = reader.member.id
    replies = [each for each in house.workspace.replies(root) if each.visible_to(me)]
    new = len(unread_replies(house.workspace, me, root))
    return ShownThread(len(replies), new, day_and_time(reader, replies[-1].ts) if replies else "")


def day_and_time(reader: Reader, ts: str) -> str:
    """Tell when a message was written, whatever day it is now."""
    local = reader.local(moment_of(ts))
    return f"{local:%a} {local.day} {local:%b}, {local:%H:%M}"


def day_of(reader: Reader, message: Message) -> datetime:
    """Give the beginning of the reader's day on which a message was written."""
    local = reader.local(moment_of(message.ts))
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def day_label(reader: Reader, day: datetime) -> str:
    """Name a day as the reader would."""
    today = reader.local(reader.now).date()
    if day.date() == today:
        return "Today"
    if day.date() == today - timedelta(days=1):
        return "Yesterday"
    return f"{day:%A}, {day.day} {day:%B %Y}"


def follows(message: Message, previous: Message | None) -> bool:
    """Tell whether a message stands below its author's previous one without a byline."""
    return (
        previous is not None
        and previous.author == message.author
        and previous.ephemeral_to == message.ephemeral_to
        and moment_of(message.ts) - moment_of(previous.ts) < _TOGETHER
    )


def _shown_file(house: House, name: str) -> ShownFile:
    file = house.workspace.files[name]
    href = str(file_json(house, file)["url_private"])
    kind = viewable_as(file.name)
    return ShownFile(
        href=href,
        view_href=f"{href}?view=1" if kind else "",
        is_picture=kind is not None and kind.startswith("image/"),
        title=file.title,
        name=file.name,
        ending=file.name.rpartition(".")[2][:4].upper(),
        size=f"{file.length} B" if file.length < _KILO else f"{file.length / _KILO:.0f} kB",
    )
