"""Checks that what modules promise of a skill only ever grows, and is reached by somebody."""

from collections.abc import Iterator, Mapping

from bot.content.problems import Finding
from bot.content.tree import Tree

# The fourth level, designing and reviewing others, comes from projects and not from a module.
HIGHEST_TAUGHT = 3
USABLE = 2


def odd_levels(tree: Tree) -> Iterator[Finding]:
    """Find skills that fall on the way, that a module cannot give, or that nobody brings far."""
    yield from _beyond_reach(tree)
    yield from _falling(tree)
    yield from _left_at_the_start(tree)


def _beyond_reach(tree: Tree) -> Iterator[Finding]:
    for module in tree.modules.entries:
        for skill, level in module.shape.skills.items():
            if level > HIGHEST_TAUGHT:
                what = f"No module alone brings {skill} to level {level}."
                yield Finding(module.place.at("skills", skill), what)


def _falling(tree: Tree) -> Iterator[Finding]:
    """Find modules that teach less of a skill than one they build on."""
    for module in tree.modules.entries:
        for need in module.shape.needs:
            for skill, before in _skills(tree, need).items():
                level = module.shape.skills.get(skill, before)
                if level < before:
                    what = f"{need}, which it needs, brings {skill} to {before}, this to {level}."
                    yield Finding(module.place.at("skills", skill), what)


def _skills(tree: Tree, id: str) -> Mapping[str, int]:
    found = tree.modules.shape(id)
    return found.skills if found else {}


def _left_at_the_start(tree: Tree) -> Iterator[Finding]:
    """Find skills that are named, and that no module brings to where they can be used."""
    if not tree.modules.is_complete:
        return
    reached: dict[str, int] = {}
    for module in tree.modules.entries:
        for skill, level in module.shape.skills.items():
            reached[skill] = max(level, reached.get(skill, 0))
    for entry in tree.skills.entries:
        highest = reached.get(entry.shape.id, 0)
        if highest < USABLE:
            what = f"Modules bring {entry.shape.id} to level {highest}."
            yield Finding(entry.place.at("id"), what)
