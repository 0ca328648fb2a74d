"""What people say of themselves: a prior for what they can do, never a result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.domain.answering import Floats

# The anchors were written so that a 2 ("did it with help") is the level to skim,
# whose middle is at .15 between the cut scores -.35 and .65, one step being as
# wide as that level.
CLAIM_AT_TWO = 0.15
CLAIM_STEP = 1.0
HIGHEST_RATING = 4

# The level that each rating from 0 to 4 claims: study, study, skim, skip, skip.
CLAIMED_LEVELS = (0, 0, 1, 2, 2)

# People over- or under-rate themselves as a whole: meta-analyses find ratings and
# tests correlated at about .3 to .5 only (Mabe & West 1982; Zell & Krizan 2014).
CONFIDENCE_SD = 1.2

# From so many on, equal ratings are no coincidence.
MANY = 5

# What is left in a single rating after that, rounding to five levels included.
RATING_SD = 0.9


@dataclass(frozen=True, eq=False)
class Belief:
    """A normal distribution over all areas at once."""

    mean: Floats
    covariance: Floats


def heard(belief: Belief, ratings: Sequence[int | None]) -> Belief:
    """Update *belief* by self-*ratings* from 0 to 4, in the order of the areas.

    A rating is the ability plus one confidence shared by all ratings plus noise,
    so the linear normal update applies (Lindley & Smith 1972).  Because the
    confidence is shared, a miss in one area takes credit from all of them.
    """
    given = {place: rating for place, rating in enumerate(ratings) if rating is not None}
    if not given:
        return belief
    reading = _reading(given, len(ratings))
    spread = belief.covariance @ reading.T
    noise = CONFIDENCE_SD**2 + RATING_SD**2 * reading @ reading.T
    gain = np.linalg.solve(reading @ spread + noise, spread.T).T
    said = np.zeros(len(ratings))
    said[list(given)] = claims(list(given.values()))
    covariance = belief.covariance - gain @ spread.T
    mean = belief.mean + gain @ (reading @ (said - belief.mean))
    return Belief(mean, (covariance + covariance.T) / 2)


def _reading(given: Mapping[int, int], areas: int) -> Floats:
    """Decide what the ratings speak of: one row per statement, with its weight on each area.

    Each rating speaks of its own area.  But many equal ones are a row of ticks
    rather than ten judgements (non-differentiation, Krosnick 1991), so they speak
    of the average only.
    """
    each = np.eye(areas)[list(given)]
    if len(given) < MANY or len(set(given.values())) > 1:
        return each
    average: Floats = each.mean(axis=0, keepdims=True)
    return average


def claims(ratings: Sequence[int]) -> Floats:
    """Place *ratings* on the bank's scale, as somebody meant who is neither proud nor shy."""
    return CLAIM_AT_TWO + CLAIM_STEP * (np.asarray(ratings, dtype=np.float64) - 2)


def over_rating(levels: Floats, ratings: Sequence[int | None]) -> list[float]:
    """Compare what each rating claims with the measured *levels*, from -1 to 1.

    The chance that the level is lower than claimed less the chance that it is
    higher: .8 or more calls for a kind note, so does -.8 or less, and 0 says nothing.
    """
    return [
        0.0 if rating is None else _gap(row.tolist(), CLAIMED_LEVELS[rating])
        for row, rating in zip(levels, ratings, strict=True)
    ]


def _gap(chances: list[float], claimed: int) -> float:
    return sum(chances[:claimed]) - sum(chances[claimed + 1 :])
