"""What one person sees, piece by piece, and what of it differs from what they have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment

from bot.sandbox.house import House
from bot.sandbox.page.conversation import Conversation
from bot.sandbox.page.drawing import Album, Item, Piece, digest, piece
from bot.sandbox.page.scene import Look
from bot.sandbox.shapes import Json

_ALWAYS = ("clock", "sidebar", "head", "modal")


@dataclass(frozen=True)
class Sight:
    """The page as one person sees it: parts by name, and lists of items by name."""

    parts: Mapping[str, Piece]
    lists: Mapping[str, Sequence[Item]]

    def order(self, name: str) -> str:
        """Give a sign for the order of a list."""
        return digest(" ".join(item.key for item in self.lists[name]))

    def news(self, have: Mapping[str, object]) -> Json:
        """Write down what somebody lacks who has the pieces whose signs are in *have*."""
        items = {each.key: each.piece for items in self.lists.values() for each in items}
        return {
            "parts": _lacking(self.parts, have),
            "items": _lacking(items, have),
            "lists": {
                name: {"keys": [item.key for item in items], "digest": self.order(name)}
                for name, items in self.lists.items()
                if have.get(name) != self.order(name)
            },
        }


def _lacking(pieces: Mapping[str, Piece], have: Mapping[str, object]) -> Json:
    return {
        name: {"html": each.html, "digest": each.digest}
        for name, each in pieces.items()
        if have.get(name) != each.digest
    }


@dataclass(frozen=True)
class Painter:
    """Paints what people see."""

    house: House
    album: Album
    environment: Environment

    def sight(self, looking: Look, context: dict[str, Any]) -> Sight:
        """Paint what somebody sees, with what the *context* of the templates holds."""
        names = _ALWAYS if looking.place else (*_ALWAYS, "home")
        return Sight(
            {name: self._part(name, context) for name in names}, self._lists(looking, context)
        )

    def _part(self, name: str, context: dict[str, Any]) -> Piece:
        return piece(self.environment.get_template(f"{name}.html").render(context))

    def _lists(self, looking: Look, context: dict[str, Any]) -> dict[str, list[Item]]:
        talk = Conversation(self.house, context["reader"], self.album, self.environment, context)
        lists = {}
        if looking.place is not None:
            lists["log"] = talk.of_channel(looking.place, looking.new_from)
        if looking.thread is not None:
            lists["thread"] = talk.of_thread(looking.thread)
        return lists
