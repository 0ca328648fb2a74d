"""Checks what comes before what: no circles, nothing too early, nothing left over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.content.problems import Finding, Place
from bot.content.shapes import ChoosePart, PhasePart, TrackFile
from bot.content.tree import Entry, Tree


def circles(tree: Tree) -> Iterator[Finding]:
    """Find modules that need each other, each circle once."""
    told: set[str] = set()
    for start, entry in sorted(tree.modules.by_id.items()):
        circle = () if start in told else _circle(tree, start)
        told.update(circle)
        if circle:
            way = " → ".join((*circle, start))
            yield Finding(entry.place.at("needs"), f"These modules need each other: {way}.")


def _circle(tree: Tree, start: str) -> tuple[str, ...]:
    """Find the shortest way of needs from *start* back to itself."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while ways:
        way = ways.pop(0)
        for need in _needs(tree, way[-1]):
            if need == start:
                return way
            if need not in seen:
                seen.add(need)
                ways.append((*way, need))
    return ()


def _needs(tree: Tree, id: str) -> tuple[str, ...]:
    found = tree.modules.shape(id) or tree.projects.shape(id)
    return found.needs if found else ()


def too_early(tree: Tree) -> Iterator[Finding]:
    """Find what a track, one of its choices or a variant teaches before what it needs."""
    for track in tree.tracks.entries:
        plain = _Walk(tree, track.place)
        plain.through(track.shape)
        yield from plain.findings
        for name, variant in track.shape.variants.items():
            walk = _Walk(tree, track.place, name, variant.replace, told=set(plain.told))
            walk.take(variant.prepend, track.place.at("variants", name))
            walk.through(track.shape)
            yield from walk.findings


@dataclass(slots=True)
class _Walk:
    """One way through a track, and what is known on it so far."""

    tree: Tree
    place: Place
    variant: str = ""
    replace: Mapping[str, str] = field(default_factory=dict)
    told: set[tuple[str, str]] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def through(self, track: TrackFile) -> None:
        """Walk through all phases."""
        self.known.update(track.assumes)
        for n, phase in enumerate(track.phases):
            self._phase(phase, self.place.at("phases", n))

    def _phase(self, phase: PhasePart, place: Place) -> None:
        self.take(phase.modules, place.at("modules"))
        if phase.choose:
            self._choice(phase.choose, place.at("choose", "from"))
        self.take(phase.projects, place.at("projects"))

    def _choice(self, choice: ChoosePart, place: Place) -> None:
        before = set(self.known)
        bundles: list[set[str]] = []
        for n, bundle in enumerate(choice.from_):
            self.take(bundle, place.at(n))
            bundles.append(self.known - before)
            self.known = set(before)
        # Only what no choice can avoid may be built upon afterwards.
        for step in set().union(*bundles):
            if sum(step not in bundle for bundle in bundles) < choice.count:
                self.known.add(step)

    def take(self, ids: tuple[str, ...], place: Place) -> None:
        """Learn *ids* one after the other."""
        for n, written in enumerate(ids):
            step = self.replace.get(written, written)
            for need in _needs(self.tree, step):
                self._need(step, need, place.at(n))
            self.known.add(step)

    def _need(self, id: str, need: str, place: Place) -> None:
        if need in self.known or (id, need) in self.told or not self._can_be_first(id, need):
            return
        self.told.add((id, need))
        where = f" in the variant {self.variant}" if self.variant else ""
        place = self.place.at("variants", self.variant) if self.variant else place
        self.findings.append(Finding(place, f"{id} comes before {need}, which it needs{where}."))

    def _can_be_first(self, id: str, need: str) -> bool:
        """Tell whether *need* exists and does not itself need *id*: that is told elsewhere."""
        return need in self.tree.modules.by_id and id not in _all_needs(self.tree, need)


def _all_needs(tree: Tree, id: str) -> set[str]:
    found: set[str] = set()
    ahead = [id]
    while ahead:
        ahead.extend(need for need in _needs(tree, ahead.pop()) if need not in found)
        found.update(ahead)
    return found


def left_over(tree: Tree) -> Iterator[Finding]:
    """Find modules and projects that no track offers."""
    offered = {step for track in tree.tracks.entries for step in _offered(track)}
    for entry in (*tree.modules.entries, *tree.projects.entries):
        if tree.tracks.is_complete and entry.shape.id not in offered:
            yield Finding(entry.place.at("id"), f"No track offers {entry.shape.id}.")


def _offered(track: Entry[TrackFile]) -> Iterator[str]:
    yield from track.shape.electives
    for phase in track.shape.phases:
        yield from (*phase.modules, *phase.projects)
        for bundle in phase.choose.from_ if phase.choose else ():
            yield from bundle
    for variant in track.shape.variants.values():
        yield from (*variant.prepend, *variant.replace.values())
