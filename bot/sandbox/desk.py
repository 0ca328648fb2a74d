"""The desk at which people's gestures are taken: who is there, and what they see."""

from dataclasses import dataclass
from typing import NoReturn

from bot.sandbox.dispatch import Dispatcher
from bot.sandbox.errors import DoorError
from bot.sandbox.house import House
from bot.sandbox.members import Member
from bot.sandbox.messages import Message
from bot.sandbox.objects import message_json, view_json
from bot.sandbox.shapes import Json
from bot.sandbox.workspace import Channel, View


@dataclass(frozen=True)
class Desk:
    """What a gesture needs: the house, and the way to the bot."""

    house: House
    dispatcher: Dispatcher

    def person(self, id: str) -> Member:
        """Find who makes the gesture.

        Raises:
            DoorError: There is nobody of that id, or nobody who could.
        """
        member = self.house.workspace.members.get(id)
        if member is None:
            raise DoorError(f"There is nobody with the id {id!r} in this workspace.")
        if not member.is_person:
            raise DoorError(f"{member.real_name} is a program and cannot do this.")
        if member.deleted:
            raise DoorError(f"{member.real_name}'s account is closed.")
        return member

    def channel(self, user: str, id: str | None) -> Channel:
        """Find where a gesture is made: by default in the conversation with the bot.

        Raises:
            DoorError: *user* sees no such channel.
        """
        workspace = self.house.workspace
        channel = workspace.channel_named(id) if id else workspace.im_of(user)
        if channel is None or channel.owner not in {None, user}:
            raise DoorError(f"There is no channel {id!r} that {user} can see.")
        return channel

    def trouble(self, user: str, text: str) -> NoReturn:
        """Show *user* a toast that something went wrong, and give up.

        Raises:
            DoorError: Always, with the words of the toast.
        """
        self.house.toast(user, text)
        raise DoorError(text)

    def shown_message(self, message: Message) -> Json:
        """Write a message as the doors show it."""
        return message_json(self.house, message) | {
            "channel": message.channel,
            "ephemeral_to": message.ephemeral_to,
        }

    def shown_view(self, view: View | None) -> Json | None:
        """Write a view as the doors show it, with the errors that stand in it."""
        return view_json(self.house, view) | {"errors": view.errors} if view else None

    def news(self, since: int) -> Json:
        """Write all messages of the workspace that are newer than *since*."""
        channels = self.house.workspace.messages.values()
        new = [message for messages in channels for message in messages if message.changed > since]
        return {"messages": [self.shown_message(message) for message in new]}

    def seen_by(self, user: str, since: int) -> Json:
        """Write what *user* sees, messages and toasts only if newer than *since*."""
        workspace = self.house.workspace
        return {
            "messages": [self.shown_message(m) for m in workspace.seen_by(user, since=since)],
            "view": self.shown_view(workspace.top(user)),
            "home": self.shown_view(workspace.homes.get(user)),
            "toasts": [
                toast.text
                for toast in workspace.toasts
                if toast.user == user and toast.number > since
            ],
        }
