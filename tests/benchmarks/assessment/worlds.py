"""Synthetic people and question banks: what the engine is told, and what is true."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.domain.ability import AREAS, BLOCKS

Floats = NDArray[np.float64]
Chance = np.random.Generator

QUESTIONS = 141
RATING_EDGES = (-1.35, -0.35, 0.65, 1.65)
KNOWS_NOTHING = -9.0


@dataclass(frozen=True, slots=True)
class World:
    """How people and questions are in one imagined place."""

    name: str
    within: float = 0.5
    across: float = 0.3
    guess: float = 0.25
    slip: float = 0.05
    rating_noise: float = 0.6
    rating_bias: float = 0.0
    bias_sd: float = 0.9
    mean: float = 0.0
    specialties: int = 0
    label_noise: float = 0.0
    rates: int | None = None
    silent: bool = False
    clicks: bool = False


@dataclass(frozen=True, eq=False)
class Bank:
    """Questions as they are (*a*, *b*) and as the engine is told (*labels*)."""

    labels: list[dict[str, Any]]
    areas: NDArray[np.intp]
    a: Floats
    b: Floats

    @property
    def places(self) -> dict[str, int]:
        return {label["id"]: place for place, label in enumerate(self.labels)}


@dataclass(frozen=True, eq=False)
class Person:
    """Somebody with abilities, ratings and a fixed answer to each question of the bank."""

    theta: Floats
    ratings: dict[str, int | None]
    answers: NDArray[np.str_]


def draw_bank(world: World, chance: Chance) -> Bank:
    """Write a bank; experts misjudge difficulty and do not know slopes at all."""
    areas = np.arange(QUESTIONS) % len(AREAS)
    a = np.clip(np.exp(chance.normal(np.log(1.3), 0.25, QUESTIONS)), 0.6, 2.5)
    b = chance.normal(0.15, 0.9, QUESTIONS)
    told_b = b + chance.normal(0, 1, QUESTIONS) * world.label_noise
    told_a = np.full(QUESTIONS, 1.2) if world.label_noise else a
    labels = [
        {"id": f"q{i}", "area": AREAS[areas[i]], "a": float(told_a[i]), "b": float(told_b[i])}
        for i in range(QUESTIONS)
    ]
    return Bank(labels, areas, a, b)


def draw_people(world: World, bank: Bank, count: int, chance: Chance) -> Iterator[Person]:
    """Draw *count* people with their answers."""
    block = np.array([next(i for i, b in enumerate(BLOCKS) if area in b) for area in AREAS])
    ties = np.where(block[:, None] == block, world.within, world.across)
    np.fill_diagonal(ties, 1.0)
    thetas = chance.multivariate_normal(np.full(len(AREAS), world.mean), ties, count)
    for theta in thetas:
        special = chance.permutation(len(AREAS))[: world.specialties]
        theta[special] += 1.5
        ratings = _ratings(world, theta, chance)
        if world.clicks:
            theta[:] = KNOWS_NOTHING
        yield Person(theta, ratings, _answers(world, bank, theta, chance))


def _ratings(world: World, theta: Floats, chance: Chance) -> dict[str, int | None]:
    if world.silent:
        return {}
    # People stretch the scale, as well as shift and blur it.
    stretch = chance.uniform(0.7, 1.2)
    bias = chance.normal(world.rating_bias, world.bias_sd)
    seen = stretch * theta + bias + chance.normal(0, 1, len(AREAS)) * world.rating_noise
    rated = np.digitize(seen, RATING_EDGES)
    if world.rates is not None:
        rated[:] = world.rates
    return dict(zip(AREAS, rated.tolist(), strict=True))


def _answers(world: World, bank: Bank, theta: Floats, chance: Chance) -> NDArray[np.str_]:
    """Decide beforehand what this person would answer to each question."""
    knows = chance.random(QUESTIONS) < 1 / (1 + np.exp(-bank.a * (theta[bank.areas] - bank.b)))
    habit = 0.0 if world.clicks else chance.beta(1.2, 2.5)
    lucky = chance.random(QUESTIONS) < np.where(knows, 1 - world.slip, world.guess)
    says_so = chance.random(QUESTIONS) < np.where(knows, 0.05, habit)
    return np.where(says_so, "idk", np.where(lucky, "correct", "wrong"))
