"""The items of a conversation: its days, its messages, and the mark above what is new."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from jinja2 import Environment

from bot.sandbox.house import House
from bot.sandbox.messages import Message
from bot.sandbox.page.drawing import Album, Item
from bot.sandbox.page.mrkdwn import Reader
from bot.sandbox.page.talk import (
    ShownThread,
    day_label,
    day_of,
    follows,
    shown_message,
    shown_thread,
)
from bot.sandbox.workspace import Channel


@dataclass(frozen=True)
class Conversation:
    """Draws a channel, or a thread of it, for one reader."""

    house: House
    reader: Reader
    album: Album
    environment: Environment
    context: dict[str, Any]

    @cached_property
    def _macros(self) -> Any:  # noqa: ANN401 - Jinja makes a module of a template
        """Prepare the templates, which are needed only if there is something new to draw."""
        return self.environment.get_template("message.html").make_module(self.context)

    def of_channel(self, channel: Channel, new_from: str) -> list[Item]:
        """Draw a channel: its days with their messages, and above *new_from* a mark."""
        workspace, me = self.house.workspace, self.reader.member.id
        seen = [each for each in workspace.messages[channel.id] if each.visible_to(me)]
        roots = [each for each in seen if workspace.root_of(each) is each]
        if not roots:
            return [self._plain("empty", "empty")]
        return list(self._days(roots, new_from))

    def of_thread(self, root: Message) -> list[Item]:
        """Draw a thread: the message that it hangs below, and the replies."""
        me = self.reader.member.id
        replies = [each for each in self.house.workspace.replies(root) if each.visible_to(me)]
        return [
            self._message(root, None, "t"),
            self._plain("t-count", "reply_count", len(replies)),
            *self._messages(replies, "t"),
        ]

    def _days(self, messages: Sequence[Message], new_from: str) -> Iterator[Item]:
        for day, group in groupby(messages, key=lambda each: day_of(self.reader, each)):
            yield self._plain(f"d{day:%Y-%m-%d}", "day", day_label(self.reader, day))
            for item in self._messages(list(group), "m"):
                if item.key == f"m{new_from}":
                    yield self._plain("new", "new")
                yield item

    def _messages(self, messages: Sequence[Message], prefix: str) -> Iterator[Item]:
        for previous, message in zip((None, *messages), messages, strict=False):
            yield self._message(message, previous, prefix)

    def _message(self, message: Message, previous: Message | None, prefix: str) -> Item:
        below, key = follows(message, previous), f"{prefix}{message.ts}"
        thread = shown_thread(self.house, self.reader, message)

        def draw() -> str:
            shown = shown_message(self.house, self.reader, message, key, follows=below)
            return str(self._macros.message(shown, in_thread=prefix == "t"))

        return self._item(key, self._version(message, thread, below=below), draw)

    def _version(self, message: Message, thread: ShownThread, *, below: bool) -> Hashable:
        """Gather everything on which the looks of a message hang."""
        workspace, me = self.house.workspace, self.reader.member.id
        typed = workspace.typed.get((me, message.channel, message.ts))
        minute = f"{self.reader.now:%Y-%m-%d %H:%M}" if message.tells_time else ""
        return (workspace.roster, message.changed, below, thread, repr(typed), minute)

    def _plain(self, key: str, macro: str, *about: Hashable) -> Item:
        """Draw what is no message; it hangs on nothing but what it is *about*."""
        return self._item(key, about, lambda: str(getattr(self._macros, macro)(*about)))

    def _item(self, key: str, version: Hashable, draw: Callable[[], str]) -> Item:
        place = (self.house.ids.epoch, self.reader.member.id, self.context["at"], key)
        return Item(key, self.album.piece(place, version, draw))
