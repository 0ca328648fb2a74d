"""Checks the words themselves: short enough for Slack, calling nobody, promising nothing."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from bot.content.problems import Finding, Key, Place
from bot.content.tree import Tree

LONGEST_TITLE = 75
LONGEST_TEXT = 3000
MOST_BODY_WORDS = 200

_MENTION = re.compile(r"(?<![\w.])@(channel|here|everyone)\b|<!(channel|here|everyone|subteam)")
_FORBIDDEN = re.compile(r"!\[|^[ \t]*\|.*\||</?[a-z][^>:@]*>", re.IGNORECASE | re.MULTILINE)
# Each pattern is only tried where one of its stems occurs, which is hardly ever.
_PROMISES = tuple(
    (tuple(stems.split("|")), re.compile(rf"\b({pattern})\b", re.IGNORECASE))
    for stems, pattern in (
        (
            "guarantee",
            r"guaranteed? (a |an |your )?(job|role|offer|interview|salary|success|results?)",
        ),
        ("get hired", r"get hired"),
        ("dream ", r"dream (job|career)"),
        ("job-ready|job ready", r"job[- ]ready"),
        ("six-fig|six fig", r"six[- ]figure"),
        ("high-pay|high pay", r"high[- ]paying"),
        ("salary of", r"salary of"),
        ("land a|land your|secure a|secure your", r"(land|secure) (a|your) (job|role)"),
        ("game-chang|game chang", r"game[- ]chang(er|ing)"),
        ("revolutionary", r"revolutionary"),
        ("world-class|world class|best-in|best in", r"(world|best[- ]in)[- ]class"),
        ("cutting-edge|cutting edge", r"cutting[- ]edge"),
        ("supercharge|skyrocket|unlock your", r"(supercharge|skyrocket|unlock your)"),
        ("enrol|sign up", r"(enrol+|sign up) (now|today)"),
        ("limited ", r"limited (time|offer)"),
        ("discount code|don't miss", r"(discount code|don't miss)"),
        ("become an expert", r"become an expert"),
        ("no experience", r"no experience (needed|required)"),
        ("in just |in only ", r"in (just|only) \d+ (days|weeks)"),
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
    for written in _texts(tree):
        if len(written.text) > LONGEST_TEXT:
            yield Finding(written.place, f"{len(written.text)} characters do not fit one section.")
    for entry in tree.questions.entries:
        asked = entry.shape
        length = len(asked.ask) + sum(len(option.text) for option in asked.options)
        if len(asked.ask) <= LONGEST_TEXT < length:
            yield Finding(entry.place, f"With its options it has {length} characters.")


def mass_mentions(tree: Tree) -> Iterator[Finding]:
    """Find words that would call everybody."""
    for written in _texts(tree):
        text = written.text
        if ("@" in text or "<!" in text) and (found := _MENTION.search(text)):
            yield Finding(written.place, f"It calls everybody: {found.group()}")


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
    texts = list(_texts(tree, told=False))
    whole = "\n".join(written.text for written in texts).lower()
    for stems, pattern in _PROMISES:
        if any(stem in whole for stem in stems):
            yield from _promised(texts, stems, pattern)


def _promised(
    texts: Sequence["_Text"], stems: Sequence[str], pattern: re.Pattern[str]
) -> Iterator[Finding]:
    for written in texts:
        lower = written.text.lower()
        if any(stem in lower for stem in stems) and (found := pattern.search(written.text)):
            yield Finding(written.place, f"It promises or promotes: {found.group()}")


class _Text(NamedTuple):
    """One text, with the way to it from its entry; a tuple, as there are many thousands."""

    entry: Place
    keys: tuple[Key, ...]
    text: str

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.entry.at(*self.keys)


def _texts(tree: Tree, *, told: bool = True) -> Iterator[_Text]:
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
        yield from _inside(entry.place, (), entry.raw)


def _inside(entry: Place, keys: tuple[Key, ...], raw: object) -> Iterator[_Text]:
    match raw:
        case str():
            yield _Text(entry, keys, raw)
        case dict():
            for key, value in raw.items():
                yield from _inside(entry, (*keys, key), value)
        case list():
            for n, value in enumerate(raw):
                yield from _inside(entry, (*keys, n), value)


def _body(raw: object) -> str:
    return str(raw["body"]) if isinstance(raw, dict) else ""
