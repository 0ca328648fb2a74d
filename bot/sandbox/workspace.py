"""Everything that is in the workspace: people, channels, messages, views and files.

Only the server's event loop touches it, so nothing here needs a lock.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.sandbox.forms import Typed
from bot.sandbox.ids import Ids
from bot.sandbox.members import SLACKBOT, Cast, Member
from bot.sandbox.messages import Message
from bot.sandbox.shapes import Blocks, Json


@dataclass(frozen=True)
class Channel:
    """A channel of the workspace, or the conversation of one person with the bot."""

    id: str
    name: str
    owner: str | None = None

    @property
    def is_im(self) -> bool:
        """Tell a direct conversation from a channel."""
        return self.owner is not None


@dataclass
class View:
    """One modal or App Home that is open for one person."""

    id: str
    user: str
    content: Json
    hash: str
    root_id: str
    previous_id: str | None = None
    typed: Typed = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> Blocks:
        """Give the blocks, each with its id."""
        return list(self.content.get("blocks", []))


@dataclass(frozen=True)
class File:
    """A file that was uploaded, or is about to be."""

    id: str
    name: str
    length: int
    title: str
    content: bytes | None = None
    alt_text: str = ""
    shared_in: tuple[str, ...] = ()


@dataclass(frozen=True)
class Toast:
    """A short notice that Slack itself shows to one person."""

    number: int
    user: str
    text: str
    at: datetime


def im_id(user: str) -> str:
    """Name the conversation of *user* with the bot, whether it was opened yet or not."""
    return f"D{user[1:]}"


class Workspace:
    """The state of one workspace."""

    def __init__(self, cast: Cast, ids: Ids) -> None:
        self.ids = ids
        self.bot = cast.bot
        everybody = (*cast.members, cast.bot, SLACKBOT)
        self.members: dict[str, Member] = {member.id: member for member in everybody}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, list[Message]] = {}
        self.threads: dict[tuple[str, str], list[Message]] = {}
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self.files: dict[str, File] = {}
        self.toasts: list[Toast] = []
        self.read: dict[tuple[str, str, str | None], str] = {}
        self.typed: dict[tuple[str, str, str], Typed] = {}
        self.changes = 0
        self.roster = 0
        for name in cast.channels:
            self._add(Channel(f"C{name.replace('-', '').upper()}", name))

    def _add(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        self.messages[channel.id] = []
        return channel

    # People

    def people(self) -> list[Member]:
        """List everyone whom one can be, in the order of the cast."""
        return [member for member in self.members.values() if member.is_person]

    def put_member(self, member: Member) -> None:
        """Add an account, or change one."""
        self.members[member.id] = member
        self.roster += 1

    # Channels

    def im_of(self, user: str) -> Channel:
        """Give the conversation of *user* with the bot.

        Its id follows from the person's, so that a bot which remembers it
        finds the same conversation after the sandbox was started again.
        """
        name = im_id(user)
        return self.channels.get(name) or self._add(Channel(name, "directmessage", owner=user))

    def channel_named(self, name_or_id: str) -> Channel | None:
        """Find a channel by its id, its name, or its name after a ``#``."""
        if name_or_id in self.channels:
            return self.channels[name_or_id]
        wanted = name_or_id.removeprefix("#")
        return next((c for c in self.channels.values() if c.name == wanted and not c.is_im), None)

    def channels_of(self, user: str) -> list[Channel]:
        """List what *user* sees in the sidebar: the channels and their own conversation."""
        return [c for c in self.channels.values() if c.owner in {None, user}]

    # Messages

    def post(self, message: Message) -> Message:
        """Put a new message into its channel, and into its thread if it answers one."""
        message.changed = self._next_change()
        message.note_content()
        self.messages[message.channel].append(message)
        if message.thread_ts is not None:
            # A reply to a reply stands in the same thread.
            answered = self.find_message(message.channel, message.thread_ts)
            message.thread_ts = (answered and answered.thread_ts) or message.thread_ts
            self.threads.setdefault((message.channel, message.thread_ts), []).append(message)
        return message

    def find_message(self, channel: str, ts: str) -> Message | None:
        """Find one message, whoever may see it."""
        return next((m for m in self.messages.get(channel, []) if m.ts == ts), None)

    def edit(self, message: Message, *, text: str, blocks: Blocks, at: str) -> None:
        """Write other words into a message."""
        message.text, message.blocks, message.edited = text, blocks, at
        message.note_content()
        message.changed = self._next_change()

    def remove(self, message: Message) -> None:
        """Take a message away."""
        self.messages[message.channel].remove(message)
        if message.thread_ts is not None:
            self.threads[message.channel, message.thread_ts].remove(message)
        self._next_change()

    def replies(self, root: Message) -> list[Message]:
        """List the replies in the thread below a message."""
        return self.threads.get((root.channel, root.ts), [])

    def root_of(self, message: Message) -> Message:
        """Give the message that a thread hangs below; of a message in none, that is itself."""
        root = self.find_message(message.channel, message.thread_ts) if message.thread_ts else None
        return root or message

    def seen_by(self, user: str, *, since: int = 0) -> Iterator[Message]:
        """Go through what *user* sees that was posted or changed after *since*."""
        for channel in self.channels_of(user):
            for message in self.messages[channel.id]:
                if message.changed > since and message.visible_to(user):
                    yield message

    # Views

    def stack(self, user: str) -> list[View]:
        """Give the stack of modals that *user* has open, the top one last."""
        return self.stacks.setdefault(user, [])

    def top(self, user: str) -> View | None:
        """Give the modal that *user* sees."""
        stack = self.stack(user)
        return stack[-1] if stack else None

    def all_views(self) -> Iterator[View]:
        """Go through every open modal and every App Home."""
        for stack in self.stacks.values():
            yield from stack
        yield from self.homes.values()

    def find_view(self, id: str) -> View | None:
        """Find an open view by its id."""
        return next((view for view in self.all_views() if view.id == id), None)

    def find_external(self, external_id: str) -> View | None:
        """Find an open view by the name that the bot gave it."""
        views = self.all_views()
        return next((v for v in views if v.content.get("external_id") == external_id), None)

    # Files and notices

    def put_file(self, file: File) -> File:
        """Add a file, or change one."""
        self.files[file.id] = file
        return file

    def share(self, file: File, channel: str) -> File:
        """Note that a file was shared in a channel."""
        return self.put_file(replace(file, shared_in=(*file.shared_in, channel)))

    def toast(self, user: str, text: str, at: datetime) -> Toast:
        """Show *user* a short notice."""
        toast = Toast(self._next_change(), user, text, at)
        self.toasts.append(toast)
        return toast

    def _next_change(self) -> int:
        self.changes += 1
        return self.changes
