"""Checks that the form of a question does not give its answer away."""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import sqrt

from bot.content.problems import Finding
from bot.content.shapes import OptionPart, QuestionFile
from bot.content.tree import Tree

# Chance alone stays below this many standard deviations in 19 of 20 areas.
SURPRISE = 1.645


def given_away_by_length(tree: Tree) -> Iterator[Finding]:
    """Find areas in which the longest option is right more often than chance explains."""
    for bank in tree.banks.entries:
        asked = _fair(tree, bank.stem)
        longest = sum(_right_is_longest(question.options) for question in asked)
        if _is_surprising(longest, asked):
            what = f"The right option is the longest in {longest} of {len(asked)} questions."
            yield Finding(bank.place.at("questions"), what)


def given_away_by_position(tree: Tree) -> Iterator[Finding]:
    """Find areas in which one position is right more often than chance explains."""
    for bank in tree.banks.entries:
        asked = _fair(tree, bank.stem)
        positions = Counter(_right(question.options) for question in asked)
        for position, count in sorted(positions.items()):
            if _is_surprising(count, asked):
                what = f"Option {position + 1} is right in {count} of {len(asked)} questions."
                yield Finding(bank.place.at("questions"), what)


def _fair(tree: Tree, area: str) -> Sequence[QuestionFile]:
    """List the questions of *area* that have a right option."""
    shapes = [entry.shape for entry in tree.questions.entries if entry.stem == area]
    return [asked for asked in shapes if any(option.correct for option in asked.options)]


def _right(options: Sequence[OptionPart]) -> int:
    return next(n for n, option in enumerate(options) if option.correct)


def _right_is_longest(options: Sequence[OptionPart]) -> bool:
    right = _right(options)
    return all(
        len(option.text) < len(options[right].text)
        for n, option in enumerate(options)
        if n != right
    )


def _is_surprising(count: int, asked: Sequence[QuestionFile]) -> bool:
    """Tell whether *count* hits among the questions *asked* are more than chance explains."""
    shares = [1 / len(question.options) for question in asked]
    spread = sqrt(sum(share * (1 - share) for share in shares))
    return count > sum(shares) + SURPRISE * spread
