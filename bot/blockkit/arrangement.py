"""What blocks must agree on among themselves: where they stand, how often, their ids."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.blockkit.element_limits import ELEMENTS
from bot.blockkit.limits import BLOCKS, MESSAGE_CHARACTERS
from bot.blockkit.places import Surface
from bot.blockkit.problems import Problem, under

# Strings that programs read, not people: they are no characters of a message.
_UNSEEN = frozenset({"type", "action_id", "block_id", "value", "style", "align", "level"})


@dataclass(frozen=True)
class Spot:
    """A value somewhere inside blocks, however wild, and the pointer to it."""

    pointer: str
    value: object

    @property
    def key(self) -> str:
        """Name the last step to it."""
        return self.pointer.rpartition("/")[2]

    @property
    def kind(self) -> str:
        """Name the type of a block or element, or nothing if it has none."""
        kind = self.value.get("type") if isinstance(self.value, Mapping) else None
        return kind if isinstance(kind, str) else ""

    @property
    def children(self) -> list["Spot"]:
        """List what stands directly inside."""
        match self.value:
            case Mapping():
                return [Spot(under(self.pointer, key), item) for key, item in self.value.items()]
            case list() | tuple():
                return [Spot(under(self.pointer, i), item) for i, item in enumerate(self.value)]
        return []


def walk(spot: Spot) -> Iterator[Spot]:
    """Visit *spot* and all that stands inside it, in reading order."""
    # A stack of our own: wild input may be nested deeper than calls may be.
    waiting = [spot]
    while waiting:
        visited = waiting.pop()
        yield visited
        waiting.extend(reversed(visited.children))


def misplaced(blocks: Spot, surface: Surface) -> Iterator[Problem]:
    """Find blocks and elements that may not stand on this surface."""
    for block in blocks.children:
        limits = BLOCKS.get(block.kind)
        if limits and surface not in limits.surfaces:
            yield Problem(block.pointer, f"is a {block.kind}, which no {surface} may hold")
        yield from _misplaced_elements(block, surface)


def _misplaced_elements(block: Spot, surface: Surface) -> Iterator[Problem]:
    for spot in walk(block):
        limits = ELEMENTS.get(spot.kind)
        if limits and surface not in limits.surfaces:
            yield Problem(spot.pointer, f"is a {spot.kind}, which no {surface} may hold")


def too_often(blocks: Spot) -> Iterator[Problem]:
    """Find blocks of a type of which a message may hold only so many."""
    counts: dict[str, int] = {}
    for block in blocks.children:
        counts[block.kind] = counts.get(block.kind, 0) + 1
        limits = BLOCKS.get(block.kind)
        if limits and limits.most and counts[block.kind] > limits.most:
            what = f"is one {block.kind} too many: a message may hold {limits.most}"
            yield Problem(block.pointer, what)


def too_much(blocks: Spot) -> Iterator[Problem]:
    """Find a message with more characters than we dare to send."""
    characters = sum(
        len(spot.value) for spot in walk(blocks) if isinstance(spot.value, str) and _is_seen(spot)
    )
    if characters > MESSAGE_CHARACTERS:
        what = f"hold {characters} characters together where {MESSAGE_CHARACTERS} are allowed"
        yield Problem(blocks.pointer, what)


def _is_seen(spot: Spot) -> bool:
    return spot.key not in _UNSEEN and not spot.key.endswith("url")


def repeated_ids(blocks: Spot) -> Iterator[Problem]:
    """Find block ids that stand twice, and action ids that stand twice in one block."""
    yield from _repeated("block_id", blocks)
    for block in blocks.children:
        for scope in _scopes(block):
            yield from _repeated("action_id", scope)


def _scopes(block: Spot) -> list[Spot]:
    # Each card of a carousel is a block of its own.
    if block.kind != "carousel":
        return [block]
    return [card for part in block.children for card in part.children]


def _repeated(key: str, scope: Spot) -> Iterator[Problem]:
    seen: set[str] = set()
    for spot in walk(scope):
        if spot.key != key or not isinstance(spot.value, str):
            continue
        if spot.value in seen:
            yield Problem(spot.pointer, f"repeats the {key} {spot.value}")
        seen.add(spot.value)


def over_focused(blocks: Spot) -> Iterator[Problem]:
    """Find each element after the first that asks for the cursor."""
    focused = [spot for spot in walk(blocks) if spot.key == "focus_on_load" and spot.value is True]
    for spot in focused[1:]:
        yield Problem(spot.pointer, "asks for the cursor, which another element has")


def asks_something(blocks: Spot) -> bool:
    """Say whether there is anything to fill in."""
    return any(block.kind == "input" for block in blocks.children)
