"""Plain values from outside, checked and put in the order of the areas."""

from collections.abc import Mapping, Sequence
from math import isfinite
from numbers import Real
from typing import Any

import numpy as np

from bot.domain.ability import AREAS
from bot.domain.answering import Answer, Floats, Items
from bot.domain.ratings import HIGHEST_RATING
from bot.domain.refusals import BotError

# Beyond these a number is a slip of the pen, not a question.
STEEPEST = 10.0
HARDEST = 10.0

_PLACES = {area: place for place, area in enumerate(AREAS)}
_WORDS = tuple(Answer)


class BrokenBankError(BotError):
    """This assessment cannot be measured: {problem}.  Please tell your admin."""


def read_bank(bank: Sequence[Mapping[str, Any]]) -> Items:
    """Read the questions, refusing a bank that cannot be measured with.

    Raises:
        BrokenBankError: naming the first question that is wrong.
    """
    for place, question in enumerate(bank):
        _check_question(place, question)
    ids = tuple(question["id"] for question in bank)
    if not ids:
        raise BrokenBankError(problem="the bank has no questions")
    if len(set(ids)) < len(ids):
        twice = next(id for place, id in enumerate(ids) if id in ids[:place])
        raise BrokenBankError(problem=f"the question {twice!r} is there twice")
    return Items(
        ids,
        np.array([_PLACES[question["area"]] for question in bank], dtype=np.intp),
        np.array([question["a"] for question in bank], dtype=np.float64),
        np.array([question["b"] for question in bank], dtype=np.float64),
    )


def _check_question(place: int, question: Mapping[str, Any]) -> None:
    missing = {"id", "area", "a", "b"} - question.keys()
    if missing:
        raise BrokenBankError(problem=f"question number {place + 1} has no {min(missing)!r}")
    if not isinstance(question["id"], str) or not question["id"]:
        raise BrokenBankError(problem=f"question number {place + 1} has no name")
    name = f"the question {question['id']!r}"
    _check_area(question["area"], name)
    if not (_is_number(question["a"]) and 0 < question["a"] <= STEEPEST):
        raise BrokenBankError(problem=f"{name} has the slope {question['a']!r}")
    if not (_is_number(question["b"]) and abs(question["b"]) <= HARDEST):
        raise BrokenBankError(problem=f"{name} has the difficulty {question['b']!r}")


def _check_area(area: object, name: str) -> None:
    if not isinstance(area, str) or area not in _PLACES:
        raise BrokenBankError(problem=f"{name} belongs to the unknown area {area!r}")


def _is_number(value: object) -> bool:
    return isinstance(value, Real) and isfinite(value)


def read_ratings(self_ratings: Mapping[str, int | None]) -> list[int | None]:
    """Read self-ratings in the order of the areas; an area that is left out has none.

    Raises:
        BrokenBankError: if one is no whole number from 0 to 4, or of no known area.
    """
    for area, rating in self_ratings.items():
        _check_area(area, "a self-rating")
        if rating is not None and rating not in range(HIGHEST_RATING + 1):
            raise BrokenBankError(problem=f"the self-rating of {area} is {rating!r}")
    return [self_ratings.get(area) for area in AREAS]


def read_answers(responses: Sequence[tuple[str, str]]) -> dict[str, Answer]:
    """Read answers by question; the same answer twice is one answer.

    Raises:
        BrokenBankError: if an answer is unknown, or a question has two different ones.
    """
    answers: dict[str, Answer] = {}
    for id, word in responses:
        if word not in _WORDS:
            raise BrokenBankError(problem=f"the answer to {id!r} is {word!r}")
        if answers.setdefault(id, Answer(word)) != word:
            raise BrokenBankError(problem=f"{id!r} was answered in two ways")
    return answers


def read_hours(hours: Mapping[str, float]) -> Floats:
    """Read the hours at stake in the order of the areas; an area that is left out has none.

    Raises:
        BrokenBankError: if they are no number, negative, or of no known area.
    """
    return _by_area(hours, "hours", 0.0, np.inf)


def read_means(area_means: Mapping[str, float]) -> Floats:
    """Read what a team is like on average; an area that is left out is like the bank's mean.

    Raises:
        BrokenBankError: if one is no number, too large to be true, or of no known area.
    """
    return _by_area(area_means, "mean", -4.0, 4.0)


def _by_area(values: Mapping[str, float], what: str, least: float, most: float) -> Floats:
    for area, value in values.items():
        _check_area(area, f"an entry of {what}")
        if not (_is_number(value) and least <= value <= most):
            raise BrokenBankError(problem=f"the {what} of {area}: {value!r}")
    return np.array([values.get(area, 0.0) for area in AREAS], dtype=np.float64)


def read_cuts(cuts: tuple[float, float]) -> tuple[float, float]:
    """Read the two cut scores.

    Raises:
        BrokenBankError: if they are no numbers in ascending order.
    """
    low, high = cuts
    if not (_is_number(low) and _is_number(high) and low < high):
        raise BrokenBankError(problem=f"the cut scores are {cuts!r}")
    return (float(low), float(high))
