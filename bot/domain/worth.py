"""What a question is worth before its answer is known: hours saved and knowledge gained."""

from dataclasses import dataclass

import numpy as np

from bot.domain.ability import AREAS, Posterior
from bot.domain.answering import ANSWERS, GRID, KNOWING, Answer, Floats, Ints, Items, unsure
from bot.domain.placements import COSTS, allowed, level_chances, level_weights

TINY = 1e-300

# Even where a track has no hours at stake, one question can tell more than another.
LEAST_HOURS = 1.0


@dataclass(frozen=True, eq=False)
class Stakes:
    """What placements are about: hours and cut scores, and which areas have a right answer."""

    hours: Floats
    cuts: tuple[float, float]
    has_right: Floats


@dataclass(frozen=True, eq=False)
class Worth:
    """For each question: *saved* hours, and what it *teaches* about all levels.

    The latter is in nats, each area weighted with its hours.
    """

    saved: Floats
    teaches: Floats


def values(items: Items, posterior: Posterior, stakes: Stakes) -> Worth:
    """Weigh each question of *items* by what its three possible answers would change.

    The expected value of sample information (Raiffa & Schlaifer 1961): hours
    expected to be lost now, less those after the answer, over all areas, because
    an answer tells something about the neighbours as well.
    """
    saved, teaches = np.zeros(len(items.ids)), np.zeros(len(items.ids))
    for area in np.unique(items.areas):
        places = np.flatnonzero(items.areas == area)
        after = _after(items, places, posterior, int(area))
        chances = _levels_given(posterior, stakes.cuts, int(area))
        saved[places] = _saved(after, chances, stakes, int(area))
        teaches[places] = _information(after, chances) @ np.maximum(stakes.hours, LEAST_HOURS)
    return Worth(saved, teaches)


def _after(items: Items, places: Ints, posterior: Posterior, area: int) -> Floats:
    """Give the joint chance of each answer and each point of the grid: item x answer x grid."""
    unknowing = unsure(np.array(posterior.habit))
    knows = items.knows[places, None, :]
    likelihood = unknowing[:, None] + knows * (KNOWING - unknowing)[:, None]
    joint: Floats = likelihood * posterior.density[area]
    return joint


def _levels_given(posterior: Posterior, cuts: tuple[float, float], area: int) -> Floats:
    """Give the chance of each level in every area, were *area* known: grid x area x level."""
    mean, sd = posterior.mean, posterior.sd
    spread = np.sqrt(np.diag(posterior.joint.covariance))
    ties = posterior.joint.covariance[area] / (spread[area] * spread)
    pull = ((GRID - mean[area]) / sd[area])[:, None]
    rest = sd * np.sqrt(np.maximum(1 - ties**2, 1e-9))
    chances = level_chances(
        mean + pull * ties * sd, np.broadcast_to(rest, pull.shape[:1] + rest.shape), cuts
    )
    chances[:, area] = level_weights(cuts)
    return chances


def _saved(after: Floats, chances: Floats, stakes: Stakes, area: int) -> Floats:
    """Compare the cheapest placements before any answer with those after each answer."""
    costs = (chances @ COSTS).reshape(len(GRID), -1)
    then = (after @ costs).reshape(*after.shape[:2], len(AREAS), -1)
    now = then.sum(axis=1)
    barred = allowed(stakes.has_right)
    unbarred = allowed(_with_right(stakes.has_right, area))
    cheapest = (then + unbarred).min(axis=-1).sum(axis=1)
    saved: Floats = ((now + barred).min(axis=-1) - cheapest) @ stakes.hours
    return saved


def _with_right(has_right: Floats, area: int) -> Floats:
    """Note for each answer which areas then have a right one: the right answer adds its own."""
    then = np.tile(has_right, (len(ANSWERS), 1))
    then[ANSWERS.index(Answer.CORRECT), area] = 1.0
    return then


def _information(after: Floats, chances: Floats) -> Floats:
    """Compute the mutual information of answer and level: item x area."""
    joint = (after @ chances.reshape(len(GRID), -1)).reshape(*after.shape[:2], len(AREAS), -1)
    alone = joint.sum(axis=1, keepdims=True) * joint.sum(axis=3, keepdims=True)
    gain: Floats = (joint * np.log((joint + TINY) / (alone + TINY))).sum(axis=(1, 3))
    return gain
