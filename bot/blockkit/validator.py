"""The check of messages and views against Slack's limits, before Slack makes it.

It never raises, whatever it is given.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.blockkit.arrangement import (
    Spot,
    asks_something,
    misplaced,
    over_focused,
    repeated_ids,
    too_much,
    too_often,
)
from bot.blockkit.limits import BLOCKS_ON, MESSAGE_TEXT, VIEW_BYTES, VIEWS
from bot.blockkit.places import Surface
from bot.blockkit.problems import Problem
from bot.blockkit.surfaces import Block

__all__ = ["Problem", "check_message", "check_view"]


def check_message(text: str, blocks: Sequence[Block]) -> list[Problem]:
    """List all for which Slack would refuse a message."""
    spot = Spot("/blocks", blocks)
    return [
        *MESSAGE_TEXT.problems(text, "/text"),
        *_on(Surface.MESSAGE, spot),
        *too_often(spot),
        *too_much(spot),
    ]


def check_view(view: Mapping[str, Any]) -> list[Problem]:
    """List all for which Slack would refuse a modal or an App Home tab."""
    found = [*_frame(view), *_content(view)]
    # Only what is right in itself is written out to be weighed, so that nothing
    # wild is.
    return found or [*_too_heavy(view)]


def _frame(view: object) -> Iterator[Problem]:
    if isinstance(view, Mapping):
        view = {key: item for key, item in view.items() if key != "blocks"}
    yield from VIEWS.problems(view, "")


def _content(view: object) -> Iterator[Problem]:
    match view:
        case {"type": Surface.MODAL, **rest}:
            blocks = Spot("/blocks", rest.get("blocks"))
            yield from _on(Surface.MODAL, blocks)
            if asks_something(blocks) and "submit" not in rest:
                yield Problem("", "asks for input and lacks submit")
        case {"type": Surface.HOME, **rest}:
            yield from _on(Surface.HOME, Spot("/blocks", rest.get("blocks")))


def _on(surface: Surface, blocks: Spot) -> Iterator[Problem]:
    yield from BLOCKS_ON[surface].problems(blocks.value, blocks.pointer)
    yield from misplaced(blocks, surface)
    yield from repeated_ids(blocks)
    yield from over_focused(blocks)


def _too_heavy(view: Mapping[str, Any]) -> Iterator[Problem]:
    weight = len(json.dumps(view))
    if weight > VIEW_BYTES:
        yield Problem("", f"weighs {weight} bytes where {VIEW_BYTES} are allowed")
