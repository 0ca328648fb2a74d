"""Checks that tracks quote the durations of the published roadmaps as they were noted down."""

import re
from collections.abc import Iterator, Sequence

from bot.content.problems import Finding
from bot.content.shapes import SeedItemFile, TrackFile
from bot.content.tree import Entry, Tree

DURATION = "duration"
_RANGE = re.compile(r"\b(\d{1,3})-(\d{1,3})\b")
_LENGTH = re.compile(r"\b\d{1,3}-\d{1,3} (?:weeks|months)\b")


def misquoted(tree: Tree) -> Iterator[Finding]:
    """Find phases and claims with other figures than the roadmap's points have."""
    for track in tree.tracks.entries:
        yield from _phases(tree, track)
        yield from _claim(tree, track)


def _phases(tree: Tree, track: Entry[TrackFile]) -> Iterator[Finding]:
    for n, phase in enumerate(track.shape.phases):
        for item in _landing(tree, f"t:{track.shape.id}/{phase.id}"):
            for said in _LENGTH.findall(item.says):
                if said != phase.seed_range:
                    what = f"{item.id} says {said}, the phase {phase.seed_range or 'nothing'}."
                    yield Finding(track.place.at("phases", n, "seed_range"), what)


def _claim(tree: Tree, track: Entry[TrackFile]) -> Iterator[Finding]:
    claimed = set(_RANGE.findall(track.shape.seed_claim))
    noted = _noted(tree, track.shape)
    place = track.place.at("seed_claim")
    for low, high in sorted(noted - claimed if track.shape.seed in _seeds(tree) else ()):
        yield Finding(place, f"The roadmap says {low}-{high}, the claim does not.")
    if tree.seed_items.is_complete:
        for low, high in sorted(claimed - noted - _of_phases(track.shape)):
            yield Finding(place, f"No duration of the roadmap says {low}-{high}.")


def _noted(tree: Tree, track: TrackFile) -> set[tuple[str, str]]:
    """Collect the durations that land on *track*; one of our own may quote all of them."""
    own = _landing(tree, f"t:{track.id}")
    items = own if track.seed in _seeds(tree) else [each.shape for each in tree.seed_items.entries]
    return {said for item in items if item.kind == DURATION for said in _RANGE.findall(item.says)}


def _seeds(tree: Tree) -> Sequence[str]:
    return tuple(tree.manifest.shape.seeds) if tree.manifest else ()


def _of_phases(track: TrackFile) -> set[tuple[str, str]]:
    """Give the ranges of the phases, and what they add up to."""
    ranges = [said for phase in track.phases for said in _RANGE.findall(phase.seed_range or "")]
    low, high = (str(sum(int(said[end]) for said in ranges)) for end in (0, 1))
    return {*ranges, (low, high)}


def _landing(tree: Tree, land: str) -> list[SeedItemFile]:
    return [each.shape for each in tree.seed_items.entries if land in each.shape.lands]
