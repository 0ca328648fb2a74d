"""The three places where people see the bot: a message, a modal, App Home."""

from dataclasses import dataclass
from typing import Any, TypeAlias

Block: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Message:
    """A message.

    *text* carries the whole content, since it is what notifications show and
    screen readers read; *blocks* are the same content laid out for the eye.
    """

    text: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Modal:
    """A dialogue in front of the conversation."""

    callback_id: str
    title: str
    blocks: tuple[Block, ...]
    submit: str | None = None
    close: str = "Close"
    private_metadata: str = ""
    notify_on_close: bool = False

    def view(self) -> dict[str, Any]:
        """Say the modal in Slack's form."""
        view: dict[str, Any] = {
            "type": "modal",
            "callback_id": self.callback_id,
            "title": _plain(self.title),
            "close": _plain(self.close),
            "blocks": list(self.blocks),
            "private_metadata": self.private_metadata,
            "notify_on_close": self.notify_on_close,
        }
        if self.submit is not None:
            view["submit"] = _plain(self.submit)
        return view


@dataclass(frozen=True)
class Home:
    """The App Home tab of one person."""

    blocks: tuple[Block, ...]

    def view(self) -> dict[str, Any]:
        """Say the tab in Slack's form."""
        return {"type": "home", "blocks": list(self.blocks)}


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}
