"""Checks that ids are well formed, unique and agree with the names of their files."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from pathlib import PurePath

from bot.content.problems import Finding, Place
from bot.content.shapes import Named
from bot.content.tree import Entry, Tree

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SEED_ITEM = re.compile(r"[A-Z][0-9]+-[A-Z0-9]+")
LONGEST_ID = 75


def misnamed(tree: Tree) -> Iterator[Finding]:
    """Find whatever cannot be called as it is called."""
    yield from chain(_malformed(tree), _taken(tree), _misplaced(tree), _strays(tree))


def _malformed(tree: Tree) -> Iterator[Finding]:
    for place, name in chain(_public(tree), _other(tree), _parts(tree)):
        if not _SLUG.fullmatch(name) or len(name) > LONGEST_ID:
            yield Finding(place, f"{name} is no id.")
    for entry in tree.seed_items.entries:
        if not _SEED_ITEM.fullmatch(entry.shape.id):
            yield Finding(entry.place.at("id"), f"{entry.shape.id} is no id of a seed item.")


def _taken(tree: Tree) -> Iterator[Finding]:
    yield from _twice(_public(tree))
    yield from _twice((entry.place.at("id"), entry.shape.id) for entry in tree.skills.entries)
    yield from _twice((entry.place.at("id"), entry.shape.id) for entry in tree.areas.entries)
    yield from _twice((entry.place.at("id"), entry.shape.id) for entry in tree.seed_items.entries)
    for shelf in _advice(tree):
        yield from _twice((entry.place.at("id"), entry.shape.id) for entry in shelf)
    yield from _taught_twice(tree)
    # Parts of one list share the way to it: all keys but their own number and `id`.
    for _, siblings in groupby(_parts(tree), lambda part: (part[0].file, part[0].keys[:-2])):
        yield from _twice(siblings)


def _taught_twice(tree: Tree) -> Iterator[Finding]:
    taught = (
        (entry.place.at("modules", n), module)
        for entry in tree.areas.entries
        for n, module in enumerate(entry.shape.modules)
    )
    for finding in _twice(taught):
        yield Finding(finding.place, f"{finding.what} A module teaches one area at most.")


def _twice(names: Iterator[tuple[Place, str]]) -> Iterator[Finding]:
    first: dict[str, Place] = {}
    for place, name in names:
        if name in first:
            yield Finding(place, f"{name} is already taken in {PurePath(first[name].file).name}.")
        first.setdefault(name, place)


def _public(tree: Tree) -> Iterator[tuple[Place, str]]:
    """Name everything that shares one space of names: progress is stored by these ids."""
    for resource in tree.resources.entries:
        yield resource.place.at("id"), resource.shape.id
    for track in tree.tracks.entries:
        yield track.place.at("id"), track.shape.id
    for entry in (*tree.modules.entries, *tree.projects.entries):
        yield entry.place.at("id"), entry.shape.id
        for n, alias in enumerate(entry.shape.aliases):
            yield entry.place.at("aliases", n), alias


def _other(tree: Tree) -> Iterator[tuple[Place, str]]:
    for entry in (*tree.skills.entries, *tree.areas.entries, *tree.questions.entries):
        yield entry.place.at("id"), entry.shape.id
    for shelf in _advice(tree):
        for each in shelf:
            yield each.place.at("id"), each.shape.id


def _advice(tree: Tree) -> tuple[tuple[Entry[Named], ...], ...]:
    """List the kinds whose ids are their own, one kind after the other."""
    return (
        tree.faqs.entries,
        tree.tips.entries,
        tree.roles.entries,
        tree.mappings.entries,
        tree.glossary.entries,
        tree.policies.entries,
        tree.wordings.entries,
    )


def _parts(tree: Tree) -> Iterator[tuple[Place, str]]:
    """Name the parts of each list, one list after the other."""
    for module in tree.modules.entries:
        yield from _ids(module.place.at("tasks"), module.shape.tasks)
    for project in tree.projects.entries:
        yield from _ids(project.place.at("accept"), project.shape.accept)
    for track in tree.tracks.entries:
        yield from _ids(track.place.at("phases"), track.shape.phases)
    for quiz in tree.quizzes.entries:
        yield from _ids(quiz.place.at("questions"), quiz.shape.questions)
    for question in tree.questions.entries:
        yield from _ids(question.place.at("options"), question.shape.options)


def _ids(place: Place, parts: Sequence[Named]) -> Iterator[tuple[Place, str]]:
    return ((place.at(n, "id"), part.id) for n, part in enumerate(parts))


def _misplaced(tree: Tree) -> Iterator[Finding]:
    for place, written, expected in chain(_by_file(tree), _by_folder(tree)):
        if written != expected:
            yield Finding(place, f"{written} stands where {expected} belongs.")


def _by_file(tree: Tree) -> Iterator[tuple[Place, str, str]]:
    for entry in (*tree.modules.entries, *tree.projects.entries, *tree.tracks.entries):
        yield entry.place.at("id"), entry.shape.id, entry.stem
    for quiz in tree.quizzes.entries:
        yield quiz.place.at("module"), quiz.shape.module, quiz.stem
    for bank in tree.banks.entries:
        yield bank.place.at("area"), bank.shape.area, bank.stem
    for resource in tree.resources.entries:
        yield resource.place.at("area"), resource.shape.area, resource.stem


def _by_folder(tree: Tree) -> Iterator[tuple[Place, str, str]]:
    for module in tree.modules.entries:
        folder = PurePath(module.place.file).parent.name
        yield module.place.at("area"), module.shape.area, folder


def _strays(tree: Tree) -> Iterator[Finding]:
    for place in tree.strays:
        yield Finding(place, f"Nobody reads a file called {PurePath(place.file).name} here.")
