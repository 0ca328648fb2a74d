"""Checks the answers, the glossary and the tone of what is said unasked."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from bot.content.problems import Finding, Place
from bot.content.tree import Tree
from bot.domain.wordings import PLACEHOLDERS, WordingKind, has_loose_brace, placeholders

WORDINGS = "wordings.yaml"
LEAST_WORDINGS = 8
MOST_SENTENCES = 2

# Letters before the full stop of "e.g." and the like end no sentence.
_SENTENCE_END = re.compile(r"(?<!\be\.g)(?<!\bi\.e)[.?](?=\s|$)")
_REPROACH = re.compile(
    r"\b("
    r"you (should|must|could|ought to) have"
    r"|you (still )?(have not|haven't|did not|didn't|failed|forgot|missed|neglected|ignored)"
    r"|why (did you not|didn't you|have you not|haven't you)"
    r"|(still|again) no (answer|check-in|progress|reply)"
    r"|you are (late|behind|slow)|falling behind|fallen behind|fell short"
    r"|disappoint\w*|ashamed|guilty?|lazy|excuses?|overdue|at last|finally"
    r")\b",
    re.IGNORECASE,
)


def repeated_positions(tree: Tree) -> Iterator[Finding]:
    """Find answers in which one roadmap speaks twice."""
    for entry in tree.faqs.entries:
        seen: set[str] = set()
        for n, part in enumerate(entry.shape.positions):
            if part.seed in seen:
                place = entry.place.at("positions", n)
                yield Finding(place, f"{part.seed} speaks twice in {entry.shape.id}.")
            seen.add(part.seed)


def odd_terms(tree: Tree) -> Iterator[Finding]:
    """Find terms that are explained at length, or twice."""
    for entry in tree.glossary.entries:
        count = len(_SENTENCE_END.findall(entry.shape.means))
        if not 1 <= count <= MOST_SENTENCES:
            yield Finding(entry.place.at("means"), f"{entry.shape.term} takes {count} sentences.")
    first: dict[str, str] = {}
    for entry in tree.glossary.entries:
        for name in (entry.shape.term, *entry.shape.aliases):
            known = first.setdefault(name.casefold(), entry.shape.id)
            if known != entry.shape.id:
                yield Finding(entry.place.at("term"), f"{name} is already explained at {known}.")


def odd_placeholders(tree: Tree) -> Iterator[Finding]:
    """Find placeholders that nobody would fill."""
    for entry in tree.wordings.entries:
        place, text = entry.place.at("text"), entry.shape.text
        known = {placeholder.value for placeholder in PLACEHOLDERS[entry.shape.kind]}
        for name in placeholders(text):
            if name not in known:
                yield Finding(place, f"A {entry.shape.kind} knows no {{{name}}}.")
        if has_loose_brace(text):
            yield Finding(place, "A brace stands alone.")


def few_wordings(tree: Tree) -> Iterator[Finding]:
    """Find kinds of messages that would soon repeat themselves."""
    if not tree.wordings.is_complete:
        return
    counts = Counter(entry.shape.kind for entry in tree.wordings.entries)
    for kind in WordingKind:
        if counts[kind] < LEAST_WORDINGS:
            place = Place(next(file for file in tree.parsed if file.endswith(WORDINGS)))
            yield Finding(place, f"A {kind} has {counts[kind]} wordings.")


def harsh_words(tree: Tree) -> Iterator[Finding]:
    """Find what shouts or reproaches where nobody asked to be spoken to."""
    for place, text in chain(_tips(tree), _wordings(tree)):
        if "!" in text:
            yield Finding(place, "It shouts.")
        if found := _REPROACH.search(text):
            yield Finding(place, f"It reproaches: {found.group()}")


def _tips(tree: Tree) -> Iterator[tuple[Place, str]]:
    return ((entry.place.at("text"), entry.shape.text) for entry in tree.tips.entries)


def _wordings(tree: Tree) -> Iterator[tuple[Place, str]]:
    return ((entry.place.at("text"), entry.shape.text) for entry in tree.wordings.entries)
