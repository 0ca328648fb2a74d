"""How likely each answer is for somebody of a given ability."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

# Abilities are looked at on 81 points of the bank's scale, a tenth apart.  Four
# standard deviations either way hold everybody; a tenth is a fifth of the
# sharpest posterior that twenty questions can give.
GRID_STEP = 0.1
GRID: Floats = np.linspace(-4.0, 4.0, 81)

# Somebody who knows still says "I don't know" or slips now and then.
SHY = 0.05
SLIP = 0.05

# The chance of hitting the one right option of four without knowing.
GUESS = 0.25

# How often somebody who does not know says so rather than guesses: three habits,
# equally likely beforehand, learnt from the sheet.  Above 3/7 an honest "I don't
# know" would be stronger evidence against a person than a wrong answer, and the
# first screen promises that it never is.  So the largest stays below.
HABITS: Floats = np.array([0.10, 0.25, 0.42])


class Answer(StrEnum):
    """What became of a question."""

    CORRECT = "correct"
    WRONG = "wrong"
    IDK = "idk"


ANSWERS = tuple(Answer)

# The chance of each answer (in the order of ANSWERS) for somebody who knows.
KNOWING: Floats = np.array([(1 - SHY) * (1 - SLIP), (1 - SHY) * SLIP, SHY])


def unsure(habit: Floats) -> Floats:
    """Give the chance of each answer for somebody who does not know, one row per *habit*."""
    guesses = 1 - habit
    return np.stack([guesses * GUESS, guesses * (1 - GUESS), habit], axis=-1)


@dataclass(frozen=True, eq=False)
class Items:
    """Questions as numbers: their area (by position), slope *a* and difficulty *b*."""

    ids: tuple[str, ...]
    areas: Ints
    a: Floats
    b: Floats

    @cached_property
    def knows(self) -> Floats:
        """The chance of knowing each question at each point of the grid.

        The two-parameter logistic model (Birnbaum 1968).
        """
        return 1 / (1 + np.exp(-self.a[:, None] * (GRID - self.b[:, None])))

    def take(self, places: Sequence[int] | Ints) -> "Items":
        """Keep the questions at *places*, in that order."""
        chosen = np.asarray(places, dtype=np.intp)
        ids = tuple(self.ids[place] for place in chosen)
        return Items(ids, self.areas[chosen], self.a[chosen], self.b[chosen])


@dataclass(frozen=True, eq=False)
class Sheet:
    """Answered questions in a canonical order: *codes* point into ANSWERS."""

    items: Items
    codes: Ints

    def likelihood(self, habits: Floats) -> Floats:
        """Give the chance of each answer for each of *habits*: habit x question x grid."""
        knowing = KNOWING[self.codes][:, None]
        unknowing = unsure(habits)[:, self.codes, None]
        return unknowing + self.items.knows * (knowing - unknowing)


def habits_elsewhere(sheet: Sheet, prior: Floats, areas: int) -> Floats:
    """Learn how readily somebody says "I don't know": once without each area, once from all.

    Each area is judged with the habit that the *other* areas show.  Otherwise a
    right answer in place of "I don't know" would also make the person look like
    a guesser, and could lower the very area it was given in.  *prior* holds one
    density over the grid per area; answers count as independent given it, which
    is enough for so coarse a choice.
    """
    chances = np.einsum("hng,ng->hn", sheet.likelihood(HABITS), prior[sheet.items.areas])
    by_area = np.zeros((areas + 1, len(HABITS)))
    np.add.at(by_area, sheet.items.areas, np.log(chances).T)
    without = by_area.sum(axis=0) - by_area
    weights = np.exp(without - without.max(axis=1, keepdims=True))
    habits: Floats = weights @ HABITS / weights.sum(axis=1)
    return habits
