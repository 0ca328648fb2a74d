"""Checks that whatever is named exists."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from bot.content.advice_shapes import HoursInAreasPart, ItemStartsPart
from bot.content.problems import Finding, Place
from bot.content.shapes import PhasePart, TrackFile
from bot.content.tree import Entry, Tree

Reference = tuple[str, Place, str]

_EXISTS: Mapping[str, Callable[[Tree, str], bool]] = {
    "module": lambda tree, name: tree.modules.knows(name),
    "project": lambda tree, name: tree.projects.knows(name),
    "module or project": lambda tree, name: tree.modules.knows(name) or tree.projects.knows(name),
    "skill": lambda tree, name: tree.skills.knows(name),
    "resource": lambda tree, name: tree.resources.knows(name),
    "track": lambda tree, name: tree.tracks.knows(name),
    "folder of modules": lambda tree, name: (
        any(entry.shape.area == name for entry in tree.modules.entries)
        or not tree.modules.is_complete
    ),
    "seed item": lambda tree, name: tree.seed_items.knows(name),
    # A track of our own follows all roadmaps, and a missing file is told elsewhere.
    "seed": lambda tree, name: (
        name == "all" or tree.manifest is None or name in tree.manifest.shape.seeds
    ),
    "scoring": lambda tree, name: tree.common is None or name in tree.common.shape.scoring,
}


def unresolved(tree: Tree) -> Iterator[Finding]:
    """Find references to what is nowhere."""
    for kind, place, name in chain(
        _of_modules(tree), _of_others(tree), _of_tracks(tree), _of_advice(tree), _of_tips(tree)
    ):
        if not _EXISTS[kind](tree, name):
            yield Finding(place, f"There is no {kind} called {name}.")
    yield from _idle_replacements(tree)


def _many(kind: str, place: Place, names: tuple[str, ...]) -> Iterator[Reference]:
    return ((kind, place.at(n), name) for n, name in enumerate(names))


def _keys(kind: str, place: Place, names: Mapping[str, object]) -> Iterator[Reference]:
    return ((kind, place.at(name), name) for name in names)


def _of_modules(tree: Tree) -> Iterator[Reference]:
    for module in tree.modules.entries:
        yield from _keys("skill", module.place.at("skills"), module.shape.skills)
        yield from _many("module", module.place.at("needs"), module.shape.needs)
        yield from _many("seed item", module.place.at("seed_items"), module.shape.seed_items)
        for n, reading in enumerate(module.shape.resources):
            yield "resource", module.place.at("resources", n, "ref"), reading.ref


def _of_others(tree: Tree) -> Iterator[Reference]:
    if tree.manifest:
        place = tree.manifest.place.at("default_track")
        yield "track", place, tree.manifest.shape.default_track
    for project in tree.projects.entries:
        yield from _many("module", project.place.at("needs"), project.shape.needs)
        yield from _many("seed item", project.place.at("seed_items"), project.shape.seed_items)
        yield "scoring", project.place.at("scoring"), project.shape.scoring
    for resource in tree.resources.entries:
        replaced_by = resource.place.at("replaced_by")
        yield from _many("resource", replaced_by, resource.shape.replaced_by)
    for area in tree.areas.entries:
        yield from _many("module", area.place.at("modules"), area.shape.modules)
    for quiz in tree.quizzes.entries:
        yield "module", quiz.place.at("module"), quiz.shape.module


def _of_advice(tree: Tree) -> Iterator[Reference]:
    for faq in tree.faqs.entries:
        for n, part in enumerate(faq.shape.positions):
            yield "seed", faq.place.at("positions", n, "seed"), part.seed
    for entry in (*tree.roles.entries, *tree.mappings.entries):
        yield from _many("module", entry.place.at("modules"), entry.shape.modules)
    for carrier in (
        *tree.tips.entries,
        *tree.roles.entries,
        *tree.mappings.entries,
        *tree.policies.entries,
    ):
        yield from _many("seed item", carrier.place.at("seed_items"), carrier.shape.seed_items)
    for term in tree.glossary.entries:
        if term.shape.module:
            yield "module", term.place.at("module"), term.shape.module


def _of_tips(tree: Tree) -> Iterator[Reference]:
    for tip in tree.tips.entries:
        yield from _many("track", tip.place.at("tracks_off"), tip.shape.tracks_off)
        place = tip.place.at("trigger")
        match tip.shape.trigger:
            case ItemStartsPart(items=items):
                yield from _many("module or project", place.at("items"), items)
            case HoursInAreasPart(areas=areas):
                yield from _many("folder of modules", place.at("areas"), areas)


def _of_tracks(tree: Tree) -> Iterator[Reference]:
    for track in tree.tracks.entries:
        yield "seed", track.place.at("seed"), track.shape.seed
        yield from _keys("module", track.place.at("assumes"), track.shape.assumes)
        yield from _many("module", track.place.at("electives"), track.shape.electives)
        yield from _many("seed item", track.place.at("seed_items"), track.shape.seed_items)
        for n, phase in enumerate(track.shape.phases):
            yield from _of_phase(track.place.at("phases", n), phase)
        yield from _of_variants(track)


def _of_phase(place: Place, phase: PhasePart) -> Iterator[Reference]:
    yield from _many("module", place.at("modules"), phase.modules)
    yield from _many("project", place.at("projects"), phase.projects)
    if phase.choose:
        for n, bundle in enumerate(phase.choose.from_):
            yield from _many("module or project", place.at("choose", "from", n), bundle)


def _of_variants(track: Entry[TrackFile]) -> Iterator[Reference]:
    for name, variant in track.shape.variants.items():
        place = track.place.at("variants", name)
        yield from _many("module", place.at("prepend"), variant.prepend)
        for old, new in variant.replace.items():
            yield "module", place.at("replace", old), new


def _idle_replacements(tree: Tree) -> Iterator[Finding]:
    """Find variants that replace what their track does not have."""
    for track in tree.tracks.entries:
        there = {module for phase in track.shape.phases for module in phase.modules}
        for name, variant in track.shape.variants.items():
            for old in variant.replace:
                if old not in there:
                    place = track.place.at("variants", name, "replace", old)
                    yield Finding(place, f"The track has no module {old} to replace.")
