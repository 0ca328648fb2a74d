"""Checks that every point of the published roadmaps lands somewhere that carries it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from bot.content.problems import Finding
from bot.content.tree import Tree


class _Carrier(Protocol):
    """Anything that names the points it carries."""

    @property
    def seed_items(self) -> Sequence[str]:
        """Their ids."""
        ...


def landless(tree: Tree) -> Iterator[Finding]:
    """Find seed items that land nowhere, or where nothing is said of them."""
    for entry in tree.seed_items.entries:
        for n, land in enumerate(entry.shape.lands):
            place = entry.place.at("lands", n)
            if not _is_there(tree, land):
                yield Finding(place, f"{entry.shape.id} lands at {land}, which is nowhere.")
            elif not _is_carried(tree, entry.shape.id, land):
                yield Finding(place, f"{entry.shape.id} lands at {land}, which does not carry it.")


def _is_there(tree: Tree, land: str) -> bool:
    kind, _, target = land.partition(":")
    if knows := _KNOWN.get(kind):
        return knows(tree, target)
    match kind:
        case "t":
            return _is_on_a_track(tree, target)
        case "map":
            return not target
        case "stance":
            stances = {key for track in tree.tracks.entries for key in track.shape.stances}
            return target in stances or not tree.tracks.is_complete
        case "placement":
            return not target and bool(tree.areas.entries or not tree.areas.is_complete)
        case _:
            return False


_KNOWN: Mapping[str, Callable[[Tree, str], bool]] = {
    "m": lambda tree, name: tree.modules.knows(name),
    "p": lambda tree, name: tree.projects.knows(name),
    "faq": lambda tree, name: tree.faqs.knows(name),
    "nudge": lambda tree, name: tree.tips.knows(name),
    "role": lambda tree, name: tree.roles.knows(name),
    "policy": lambda tree, name: tree.policies.knows(name),
}


def _is_on_a_track(tree: Tree, target: str) -> bool:
    track, _, phase = target.partition("/")
    found = tree.tracks.shape(track)
    if found is None:
        return tree.tracks.knows(track)
    return not phase or any(each.id == phase for each in found.phases)


def _is_carried(tree: Tree, item: str, land: str) -> bool:
    """Tell whether what stands at *land*, which exists, takes up the point called *item*."""
    kind, _, target = land.partition(":")
    if find := _CARRIERS.get(kind):
        found = find(tree, target)
        # What could not be read is told elsewhere.
        return found is None or item in found.seed_items
    match kind:
        case "map":
            return _is_mapped(tree, item)
        case "faq":
            return _is_a_position(tree, item, target)
        case "stance":
            return _is_a_stance(tree, item, target)
        case _:
            # The placement asks about areas, and so about all that their modules carry.
            return True


_CARRIERS: Mapping[str, Callable[[Tree, str], _Carrier | None]] = {
    "m": lambda tree, name: tree.modules.shape(name),
    "p": lambda tree, name: tree.projects.shape(name),
    "t": lambda tree, name: tree.tracks.shape(name.partition("/")[0]),
    "nudge": lambda tree, name: tree.tips.shape(name),
    "role": lambda tree, name: tree.roles.shape(name),
    "policy": lambda tree, name: tree.policies.shape(name),
}


def _is_mapped(tree: Tree, item: str) -> bool:
    carried = {each for card in tree.mappings.entries for each in card.shape.seed_items}
    return item in carried or not tree.mappings.is_complete


def _is_a_position(tree: Tree, item: str, faq: str) -> bool:
    """Tell whether the answer gives the position of the roadmap that *item* comes from."""
    found = tree.faqs.shape(faq)
    return found is None or any(part.seed == _seed(item) for part in found.positions)


def _is_a_stance(tree: Tree, item: str, stance: str) -> bool:
    """Tell whether the track of the roadmap that *item* comes from takes the stance."""
    own = _stances(tree, _seed(item)) or _stances(tree, "all")
    return stance in own or not tree.tracks.is_complete


def _stances(tree: Tree, seed: str) -> set[str]:
    """Collect the stances of the tracks that follow *seed*."""
    tracks = (entry.shape for entry in tree.tracks.entries)
    return {stance for track in tracks if track.seed == seed for stance in track.stances}


def _seed(item: str) -> str:
    return item.partition("-")[0]
