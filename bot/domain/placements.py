"""Where somebody is placed in each area, and how sure that is."""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from bot.domain.answering import GRID, GRID_STEP, Floats
from bot.domain.plans import SKIM_SHARE, Verdict

VERDICTS = tuple(Verdict)

# An hour of learning that was needed and left out costs more than one sat through
# for nothing: it is found out late, at work.
MISSED = 1.5

# The share of an area's hours that a plan gives, and that a person of each level
# needs, in the order of VERDICTS.
_SHARES: Floats = np.array([1.0, SKIM_SHARE, 0.0])


class Certainty(StrEnum):
    """How sure a level is, in the word that is shown for it."""

    CLEAR = "clear"
    LIKELY = "likely"
    LEANING = "leaning"
    OPEN = "open"


# The smallest probability of the level for each word.
WORDS = ((0.80, Certainty.CLEAR), (0.65, Certainty.LIKELY), (0.50, Certainty.LEANING))


def certainty(levels: Sequence[float], verdict: Verdict | None = None) -> Certainty:
    """Say how sure *verdict* is, or without one the likeliest of the three *levels*."""
    chance = max(levels) if verdict is None else levels[VERDICTS.index(verdict)]
    return next((word for least, word in WORDS if chance >= least), Certainty.OPEN)


def _costs() -> Floats:
    """Cost of each placement (column) at each true level (row), as a share of the hours."""
    spare = _SHARES[None, :] - _SHARES[:, None]
    return np.where(spare > 0, spare, -MISSED * spare)


COSTS = _costs()


def level_weights(cuts: tuple[float, float]) -> Floats:
    """Give for each point of the grid the share of its cell that lies in each level."""
    edges = np.array([-np.inf, *cuts, np.inf])
    low, high = GRID - GRID_STEP / 2, GRID + GRID_STEP / 2
    overlap = np.minimum(high[:, None], edges[1:]) - np.maximum(low[:, None], edges[:-1])
    shares: Floats = np.maximum(overlap, 0.0) / GRID_STEP
    return shares


def level_chances(mean: Floats, sd: Floats, cuts: tuple[float, float]) -> Floats:
    """Give the chance of each level under normal distributions, along a new last axis."""
    below = _below((np.asarray(cuts) - mean[..., None]) / sd[..., None])
    first, second = below[..., 0], below[..., 1]
    return np.stack([first, second - first, 1 - second], axis=-1)


def _below(z: Floats) -> Floats:
    # The normal distribution function to within .00014 (Page 1977), as numpy has none.
    return 0.5 * (1 + np.tanh(z * (0.7988 + 0.03528 * z**2)))


def allowed(has_right: Floats) -> Floats:
    """Price each placement: free, or out of reach where *skip* has no right answer behind it.

    What neighbours and ratings say may shorten a module, but never remove it.
    """
    barred = np.zeros((*has_right.shape, len(VERDICTS)))
    barred[..., VERDICTS.index(Verdict.SKIP)] = np.where(has_right > 0, 0.0, np.inf)
    return barred


def placed(levels: Floats, has_right: Floats) -> list[Verdict]:
    """Choose for each area the placement that costs the fewest hours on average.

    *levels* has one row per area.  The hours of an area scale all three costs
    alike, so they do not matter here.
    """
    costs = levels @ COSTS + allowed(has_right)
    return [VERDICTS[place] for place in costs.argmin(axis=1)]
