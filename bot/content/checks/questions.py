"""Checks the question bank: one right option, all explained, each question in its place."""

import re
from collections.abc import Iterator

from bot.content.checks.quizzes import LEAST_OPTIONS, MOST_OPTIONS
from bot.content.problems import Finding
from bot.content.tree import Tree

LEAST_A, MOST_A = 0.5, 2.5
HARDEST = 3.0
LEAST_LEVEL, MOST_LEVEL = 1, 4

_NONE_OF_THE_ABOVE = re.compile(
    r"\b(all|none|both|neither) of (the|these) (above|options|answers)\b|\bboth a and b\b",
    re.IGNORECASE,
)


def ambiguous(tree: Tree) -> Iterator[Finding]:
    """Find questions without exactly one right option."""
    for entry in tree.questions.entries:
        right = sum(option.correct for option in entry.shape.options)
        if right != 1:
            yield Finding(entry.place.at("options"), f"{entry.shape.id} has {right} right options.")


def unexplained(tree: Tree) -> Iterator[Finding]:
    """Find questions with too few, too many or unexplained options."""
    for entry in tree.questions.entries:
        options = entry.shape.options
        if not LEAST_OPTIONS <= len(options) <= MOST_OPTIONS:
            what = f"{entry.shape.id} has {len(options)} options."
            yield Finding(entry.place.at("options"), what)
        for n, option in enumerate(options):
            if not option.explain:
                what = f"{entry.shape.id} does not explain option {option.id}."
                yield Finding(entry.place.at("options", n), what)


def unplaced(tree: Tree) -> Iterator[Finding]:
    """Find questions whose id, area or module does not fit."""
    for bank in tree.banks.entries:
        if not tree.areas.knows(bank.shape.area):
            what = f"There is no area called {bank.shape.area}."
            yield Finding(bank.place.at("area"), what)
    yield from _misnamed(tree)
    yield from _mistaught(tree)


def _misnamed(tree: Tree) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for entry in tree.questions.entries:
        name, place = entry.shape.id, entry.place.at("id")
        if name in first:
            yield Finding(place, f"{name} is already taken in {first[name]}.")
        if not name.startswith(f"{entry.stem}-"):
            yield Finding(place, f"{name} does not start with {entry.stem}-.")
        first.setdefault(name, entry.stem)


def _mistaught(tree: Tree) -> Iterator[Finding]:
    for entry in tree.questions.entries:
        module, place = entry.shape.module, entry.place.at("module")
        if not tree.modules.knows(module):
            yield Finding(place, f"There is no module called {module}.")
        elif not _is_taught(tree, entry.stem, module):
            yield Finding(place, f"{module} has nothing to do with {entry.stem}.")


def _is_taught(tree: Tree, area: str, module: str) -> bool:
    """Tell whether *module* teaches *area*, or builds on a module that does, or leads to one."""
    found = tree.areas.shape(area)
    shape = tree.modules.shape(module)
    if found is None or shape is None or module in found.modules:
        return True
    if any(module in each.shape.modules for each in tree.areas.entries):
        taught = [tree.modules.shape(each) for each in found.modules]
        needed = {need for each in taught if each for need in each.needs}
        return module in needed or not set(shape.needs).isdisjoint(found.modules)
    # Orientation and career modules teach a little of every area.
    return True


def off_the_scale(tree: Tree) -> Iterator[Finding]:
    """Find questions whose numbers the scale does not know."""
    for entry in tree.questions.entries:
        asked = entry.shape
        if not LEAST_A <= asked.a <= MOST_A:
            yield Finding(entry.place.at("a"), f"a is {asked.a:g}.")
        if not -HARDEST <= asked.b <= HARDEST:
            yield Finding(entry.place.at("b"), f"b is {asked.b:g}.")
        if not LEAST_LEVEL <= asked.level <= MOST_LEVEL:
            yield Finding(entry.place.at("level"), f"The level is {asked.level}.")


def lazy_options(tree: Tree) -> Iterator[Finding]:
    """Find options that only point at other options."""
    for entry in tree.questions.entries:
        for n, option in enumerate(entry.shape.options):
            if found := _NONE_OF_THE_ABOVE.search(option.text):
                yield Finding(entry.place.at("options", n), f"It says {found.group()}.")
