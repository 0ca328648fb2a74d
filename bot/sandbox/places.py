"""Places instead of ids: the modal on top, the third message that one sees in a channel.

Ids and time stamps are different each time a bot is played with, and places
are not; so what is recorded names places, and every door understands them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.desk import Desk
from bot.sandbox.messages import Message
from bot.sandbox.shapes import Json

TOP = "top"
"""The modal that a person has on top."""
NTH = "#"
"""Before a number: the message of that number which a person sees in a channel."""


@dataclass(frozen=True)
class _Eyes:
    """What one person sees in one channel."""

    desk: Desk
    user: str
    channel: object

    @property
    def messages(self) -> list[Message]:
        """List the messages, oldest first."""
        workspace = self.desk.house.workspace
        channel = workspace.channel_named(str(self.channel or workspace.im_of(self.user).id))
        messages = workspace.messages[channel.id] if channel else []
        return [message for message in messages if message.visible_to(self.user)]

    @property
    def top(self) -> str | None:
        """Give the id of the modal on top."""
        view = self.desk.house.workspace.top(self.user)
        return view.id if view else None


@dataclass(frozen=True)
class _Names:
    """How views and messages are renamed."""

    view: Callable[[_Eyes, str], str]
    message: Callable[[_Eyes, str], str]


def to_places(desk: Desk, body: Json) -> Json:
    """Name places where the body of a request names ids."""
    return _renamed(desk, body, _Names(_view_place, _message_place))


def to_ids(desk: Desk, body: Json) -> Json:
    """Name ids where the body of a request names places."""
    return _renamed(desk, body, _Names(_view_id, _message_id))


def _renamed(desk: Desk, body: Json, names: _Names) -> Json:
    user = body.get("user")
    if not isinstance(user, str) or user not in desk.house.workspace.members:
        return body
    eyes = _Eyes(desk, user, body.get("channel"))
    match body:
        case {"container": {"view": str(id)}}:
            return body | {"container": {"view": names.view(eyes, id)}}
        case {"container": {"message": str(ts), **rest}}:
            there = _Eyes(desk, user, rest.get("channel"))
            return body | {"container": {"message": names.message(there, ts), **rest}}
        case {"thread": str(ts)}:
            return body | {"thread": names.message(eyes, ts)}
        case {"view": str(id)}:
            return body | {"view": names.view(eyes, id)}
        case _:
            return body


def _view_place(eyes: _Eyes, id: str) -> str:
    return TOP if id == eyes.top else id


def _view_id(eyes: _Eyes, place: str) -> str:
    return (eyes.top or place) if place == TOP else place


def _message_place(eyes: _Eyes, ts: str) -> str:
    stamps = [message.ts for message in eyes.messages]
    return f"{NTH}{stamps.index(ts) + 1}" if ts in stamps else ts


def _message_id(eyes: _Eyes, place: str) -> str:
    number = place.removeprefix(NTH)
    if number == place or not number.isdecimal():
        return place
    nth = eyes.messages[int(number) - 1 : int(number)] if int(number) else []
    return nth[0].ts if nth else place
