"""Checks that every point of the published roadmaps lands somewhere."""

from collections.abc import Iterator

from bot.content.problems import Finding
from bot.content.tree import Tree

# These land in files that the bot does not read yet, so nobody can look there.
_AWAITED = frozenset({"faq", "map", "nudge", "policy", "role"})


def landless(tree: Tree) -> Iterator[Finding]:
    """Find seed items that land nowhere."""
    for entry in tree.seed_items.entries:
        for n, land in enumerate(entry.shape.lands):
            if not _is_there(tree, land):
                yield Finding(entry.place.at("lands", n), f"{entry.shape.id} lands at {land}.")


def _is_there(tree: Tree, land: str) -> bool:
    kind, _, target = land.partition(":")
    match kind:
        case "m":
            return tree.modules.knows(target)
        case "p":
            return tree.projects.knows(target)
        case "t":
            return _is_on_a_track(tree, target)
        case "stance":
            stances = {key for track in tree.tracks.entries for key in track.shape.stances}
            return target in stances or not tree.tracks.is_complete
        case "placement":
            return not target and bool(tree.areas.entries or not tree.areas.is_complete)
        case _:
            return kind in _AWAITED


def _is_on_a_track(tree: Tree, target: str) -> bool:
    track, _, phase = target.partition("/")
    found = tree.tracks.shape(track)
    if found is None:
        return tree.tracks.knows(track)
    return not phase or any(each.id == phase for each in found.phases)
