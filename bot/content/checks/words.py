"""Checks the words themselves: short enough for Slack, calling nobody, promising nothing."""

import re
from collections.abc import Iterator
from itertools import chain

from bot.content.problems import Finding, Place
from bot.content.tree import Tree

LONGEST_TITLE = 75
LONGEST_TEXT = 3000
MOST_BODY_WORDS = 200

_MENTION = re.compile(r"(?<![\w.])@(channel|here|everyone)\b|<!(channel|here|everyone|subteam)")
_FORBIDDEN = re.compile(r"!\[|^[ \t]*\|.*\||</?[a-z][^>:@]*>", re.IGNORECASE | re.MULTILINE)
# Each pattern is only tried where its stem occurs, which is hardly ever.
_PROMISES = tuple(
    (stem, re.compile(rf"\b({pattern})\b", re.IGNORECASE))
    for stem, pattern in (
        (
            "guarantee",
            r"guaranteed? (a |an |your )?(job|role|offer|interview|salary|success|results?)",
        ),
        ("hired", r"get hired"),
        ("dream", r"dream (job|career)"),
        ("ready", r"job[- ]ready"),
        ("figure", r"six[- ]figure"),
        ("paying", r"high[- ]paying"),
        ("salary", r"salary of"),
        ("land ", r"land (a|your) (job|role)"),
        ("secure ", r"secure (a|your) (job|role)"),
        ("chang", r"game[- ]chang(er|ing)"),
        ("revolutionary", r"revolutionary"),
        ("class", r"(world|best[- ]in)[- ]class"),
        ("edge", r"cutting[- ]edge"),
        ("supercharge", r"supercharge"),
        ("skyrocket", r"skyrocket"),
        ("unlock", r"unlock your"),
        (" now", r"(enrol+|sign up) now"),
        (" today", r"(enrol+|sign up) today"),
        ("limited", r"limited (time|offer)"),
        ("discount", r"discount code"),
        ("miss", r"don't miss"),
        ("expert", r"become an expert"),
        ("experience", r"no experience (needed|required)"),
        ("in ", r"in (just|only) \d+ (days|weeks)"),
    )
)


def long_titles(tree: Tree) -> Iterator[Finding]:
    """Find titles and anchors that do not fit one option of a menu."""
    for place, text in chain(_titles(tree), _anchors(tree)):
        if len(text) > LONGEST_TITLE:
            yield Finding(place, f"{len(text)} characters do not fit a menu: {text}")


def _titles(tree: Tree) -> Iterator[tuple[Place, str]]:
    for entry in (*tree.modules.entries, *tree.projects.entries, *tree.tracks.entries):
        yield entry.place.at("title"), entry.shape.title
    for area in tree.areas.entries:
        yield area.place.at("title"), area.shape.title
    for track in tree.tracks.entries:
        for n, phase in enumerate(track.shape.phases):
            yield track.place.at("phases", n, "title"), phase.title


def _anchors(tree: Tree) -> Iterator[tuple[Place, str]]:
    for area in tree.areas.entries:
        for n, anchor in enumerate(area.shape.anchors):
            yield area.place.at("anchors", n), anchor


def long_texts(tree: Tree) -> Iterator[Finding]:
    """Find texts, and questions with their options, that do not fit one section."""
    for place, text in _texts(tree):
        if len(text) > LONGEST_TEXT:
            yield Finding(place, f"{len(text)} characters do not fit one section.")
    for entry in tree.questions.entries:
        asked = entry.shape
        length = len(asked.ask) + sum(len(option.text) for option in asked.options)
        if len(asked.ask) <= LONGEST_TEXT < length:
            yield Finding(entry.place, f"With its options it has {length} characters.")


def mass_mentions(tree: Tree) -> Iterator[Finding]:
    """Find words that would call everybody."""
    for place, text in _texts(tree):
        if ("@" in text or "<!" in text) and (found := _MENTION.search(text)):
            yield Finding(place, f"It calls everybody: {found.group()}")


def rich_bodies(tree: Tree) -> Iterator[Finding]:
    """Find bodies that Slack cannot show, or that nobody would read there."""
    for entry in (*tree.modules.entries, *tree.projects.entries):
        body = _body(entry.raw)
        for found in _FORBIDDEN.finditer(body):
            below = body.count("\n", 0, found.start())
            what = f"No image, table or HTML can be shown: {found.group().strip()}"
            yield Finding(entry.place.at("body", below=below), what)
        if len(body.split()) > MOST_BODY_WORDS:
            yield Finding(entry.place.at("body"), f"The body has {len(body.split())} words.")


def promises(tree: Tree) -> Iterator[Finding]:
    """Find words that promise or promote; what the roadmaps say may be told."""
    for place, text in _texts(tree, told=False):
        lower = text.lower()
        for stem, pattern in _PROMISES:
            if stem in lower and (found := pattern.search(text)):
                yield Finding(place, f"It promises or promotes: {found.group()}")


def _texts(tree: Tree, *, told: bool = True) -> Iterator[tuple[Place, str]]:
    """Give every text of the content; *told* adds what the published roadmaps say."""
    for entry in (
        *tree.tracks.entries,
        *tree.modules.entries,
        *tree.projects.entries,
        *tree.quizzes.entries,
        *tree.areas.entries,
        *tree.resources.entries,
        *tree.questions.entries,
        *tree.faqs.entries,
        *tree.tips.entries,
        *tree.roles.entries,
        *tree.mappings.entries,
        *tree.glossary.entries,
        *tree.policies.entries,
        *tree.wordings.entries,
        *(tree.seed_items.entries if told else ()),
    ):
        yield from _inside(entry.place, entry.raw)


def _inside(place: Place, raw: object) -> Iterator[tuple[Place, str]]:
    match raw:
        case str():
            yield place, raw
        case dict():
            for key, value in raw.items():
                yield from _inside(place.at(key), value)
        case list():
            for n, value in enumerate(raw):
                yield from _inside(place.at(n), value)


def _body(raw: object) -> str:
    return str(raw["body"]) if isinstance(raw, dict) else ""
