"""Drawing the pieces of a page, each once as long as nothing in it changes."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import blake2b

from markupsafe import Markup

MOST_KEPT = 20_000


@dataclass(frozen=True)
class Piece:
    """A piece of the page, and a short sign that changes with it."""

    html: Markup
    digest: str


@dataclass(frozen=True)
class Item:
    """A piece of a list, such as a message of a conversation."""

    key: str
    piece: Piece


def piece(html: str) -> Piece:
    """Make a piece out of HTML that is safe."""
    return Piece(Markup(html), digest(html))  # noqa: S704 - a template wrote it


def digest(text: str) -> str:
    """Give a short sign for a text."""
    return blake2b(text.encode(), digest_size=6).hexdigest()


class Album:
    """Keeps pieces that were drawn, under a key and in one version each."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[Hashable, Piece]] = {}

    def piece(self, key: Hashable, version: Hashable, draw: Callable[[], str]) -> Piece:
        """Give the piece under *key*; it is drawn anew if its version is another."""
        kept = self._kept.get(key)
        if kept is not None and kept[0] == version:
            return kept[1]
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        drawn = piece(draw())
        self._kept[key] = (version, drawn)
        return drawn
