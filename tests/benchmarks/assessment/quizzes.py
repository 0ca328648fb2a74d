"""The rivals: a fixed quiz with tuned cut-offs, and one area at a time."""

from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import NDArray

from bot.domain.ability import AREAS
from bot.domain.placements import COSTS
from tests.benchmarks.assessment.scores import CUTS, true_levels
from tests.benchmarks.assessment.worlds import Bank, Person

Codes = NDArray[np.intp]


def fixed_quiz(bank: Bank, length: int) -> Codes:
    """Pick the questions that tell most at the cut scores, equally many from each area."""
    cuts = np.array(CUTS)
    b = np.array([label["b"] for label in bank.labels])
    a = np.array([label["a"] for label in bank.labels])
    knows = 1 / (1 + np.exp(-a[:, None] * (cuts - b[:, None])))
    tells = (a[:, None] ** 2 * knows * (1 - knows)).sum(axis=1)
    each = length // len(AREAS)
    picked = []
    for area in range(len(AREAS)):
        own = np.flatnonzero(bank.areas == area)
        picked.append(own[np.argsort(-tells[own])][:each])
    return np.array(picked)


def counts(people: list[Person], quiz: Codes) -> Codes:
    """Count right answers: person x area."""
    return np.array([(person.answers[quiz] == "correct").sum(axis=1) for person in people])


def tuned(right: Codes, thetas: NDArray[np.float64], length: int, *, by_cost: bool) -> Codes:
    """Find each area's two cut-offs that do best on the people they are tuned on."""
    truth = true_levels(thetas)
    best = []
    for area in range(len(AREAS)):
        pairs = list(combinations_with_replacement(range(length // len(AREAS) + 2), 2))
        losses = []
        for low, high in pairs:
            plan = (right[:, area] >= low).astype(int) + (right[:, area] >= high)
            wrong = COSTS[truth[:, area], plan] if by_cost else plan != truth[:, area]
            losses.append(wrong.mean())
        best.append(pairs[int(np.argmin(losses))])
    return np.array(best)


def quiz_plans(right: Codes, cut_offs: Codes) -> Codes:
    """Place people by their number of right answers."""
    return (right >= cut_offs[:, 0]).astype(int) + (right >= cut_offs[:, 1])
