"""Sittings of synthetic people, driven through the same door as real ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.domain.ability import AREAS
from bot.domain.assessments import assess_step, gate_step
from tests.benchmarks.assessment.scores import HOURS, plan_codes
from tests.benchmarks.assessment.worlds import Bank, Floats, Person

BY_AREA = dict(zip(AREAS, HOURS.tolist(), strict=True))
GATE = 3


@dataclass(frozen=True, eq=False)
class Sat:
    """One sitting at its end, and at the marks on the way."""

    theta: Floats
    responses: list[tuple[str, str]]
    steps: dict[int, dict[str, Any]]


def sit(person: Person, bank: Bank, seed: int, marks: Sequence[int]) -> Sat:
    """Ask *person* up to the last mark, keeping what was said of them at each."""
    responses: list[tuple[str, str]] = []
    steps = {}
    while True:
        step = assess_step(
            bank.labels, person.ratings, responses, hours=BY_AREA, budget=max(marks), seed=seed
        )
        if len(responses) in marks:
            steps[len(responses)] = step
        if step["next_item"] is None:
            return Sat(person.theta, responses, steps)
        responses.append(_answered(person, bank, step["next_item"]))


def pass_gates(person: Person, bank: Bank, sat: Sat, at: int, seed: int) -> list[int]:
    """Open every area with three more questions, and place it by what is known then."""
    plan = []
    responses = sat.responses[:at]
    for area in AREAS:
        budget = len(responses) + GATE
        while True:
            step = gate_step(
                bank.labels,
                person.ratings,
                responses,
                area=area,
                budget=budget,
                hours=BY_AREA,
                seed=seed + 1,
            )
            if step["next_item"] is None:
                break
            responses.append(_answered(person, bank, step["next_item"]))
        plan.append(plan_codes(step["plan"])[AREAS.index(area)])
    return plan


def _answered(person: Person, bank: Bank, id: str) -> tuple[str, str]:
    return (id, str(person.answers[bank.places[id]]))


def thetas(sats: Sequence[Sat]) -> Floats:
    """Stack what is true of everybody."""
    return np.array([sat.theta for sat in sats])


def plans(sats: Sequence[Sat], mark: int) -> NDArray[np.intp]:
    """Stack the placements at *mark*."""
    return np.array([plan_codes(sat.steps[mark]["plan"]) for sat in sats])


def stacked(sats: Sequence[Sat], mark: int, what: str) -> Floats:
    """Stack a figure by area at *mark*."""
    return np.array([list(sat.steps[mark][what].values()) for sat in sats])
