"""What somebody can do in ten areas at once, seen through a sheet of answers."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bot.domain.answering import GRID, Floats, Sheet, habits_elsewhere
from bot.domain.ratings import Belief

AREAS = (
    "python-ml",
    "ml-fundamentals",
    "evaluation",
    "data-engineering",
    "deep-learning",
    "llm-apps",
    "agents",
    "mlops",
    "cloud",
    "responsible-ai",
)

ENGINEERING = frozenset({"python-ml", "data-engineering", "mlops", "cloud"})
THEORY = frozenset({"ml-fundamentals", "evaluation", "deep-learning"})
LANGUAGE = frozenset({"llm-apps", "agents", "responsible-ai"})
BLOCKS = (ENGINEERING, THEORY, LANGUAGE)

# A cautious guess until it can be estimated from people: what is near each other
# is learnt together.
WITHIN = 0.50
ACROSS = 0.30

# Six rounds settle a sheet of twenty to one in a million; a test holds it.  Their
# number is fixed so that equal sheets give equal results to the bit.
ROUNDS = 8


def _correlations() -> Floats:
    block = np.array([next(i for i, b in enumerate(BLOCKS) if area in b) for area in AREAS])
    same = block[:, None] == block
    return np.where(np.eye(len(AREAS), dtype=bool), 1.0, np.where(same, WITHIN, ACROSS))


CORRELATIONS = _correlations()


@dataclass(frozen=True, eq=False)
class Posterior:
    """What is known after the answers.

    *density* holds the exact distribution of each area over the grid, *joint*
    the normal approximation that ties the areas together, *habit* how readily
    this person says "I don't know".
    """

    density: Floats
    joint: Belief
    habit: float

    @cached_property
    def mean(self) -> Floats:
        """The expected ability by area (EAP: Bock & Mislevy 1982)."""
        return self.density @ GRID

    @cached_property
    def sd(self) -> Floats:
        """The standard deviation by area."""
        return np.sqrt(self.density @ GRID**2 - self.mean**2)


@dataclass(frozen=True, eq=False)
class _Sites:
    """Normal messages from answers to abilities: one row per run, one column per area."""

    precision: Floats
    shift: Floats


def posterior(prior: Belief, sheet: Sheet, rounds: int = ROUNDS) -> Posterior:
    """Combine *prior* with the answers of *sheet* by expectation propagation (Minka 2001).

    Eleven runs are made side by side: one from all answers, and for each area one
    that leaves out its own answers.  The latter says what the rating and the
    neighbours tell of the area; its own answers are then multiplied in exactly on
    the grid.  So a right answer can only raise its own area, whatever else the
    approximation does, because what it meets does not depend on it.
    """
    count = len(AREAS)
    habits = habits_elsewhere(sheet, normal(prior.mean, np.diag(prior.covariance)), count)
    evidence = _log_evidence(sheet, habits)
    joint = _propagate(prior, evidence, _heeded(sheet), rounds)
    own = np.arange(count)
    outside = _log_normal(joint.mean[own, own], joint.covariance[own, own, own])
    density = _normalised(outside + evidence[own, own])
    return Posterior(density, Belief(joint.mean[-1], joint.covariance[-1]), float(habits[-1]))


def _log_evidence(sheet: Sheet, habits: Floats) -> Floats:
    """Sum the log-likelihood of each area's answers: run x area x grid."""
    one_hot = (np.arange(len(AREAS))[:, None] == sheet.items.areas).astype(np.float64)
    evidence: Floats = np.matmul(one_hot, np.log(sheet.likelihood(habits)))
    return evidence


def _heeded(sheet: Sheet) -> Floats:
    """Mark which areas' answers a run listens to: all that has answers but its own."""
    heeded = np.zeros((len(AREAS) + 1, len(AREAS)))
    heeded[:, sheet.items.areas] = 1.0
    np.fill_diagonal(heeded, 0.0)
    return heeded


def _propagate(prior: Belief, evidence: Floats, heeded: Floats, rounds: int) -> Belief:
    """Pass messages until they have settled; return one belief per run."""
    precision = _inverse(prior.covariance)
    shift = precision @ prior.mean
    sites = _Sites(np.zeros_like(heeded), np.zeros_like(heeded))
    belief = _combined(precision, shift, sites)
    for _ in range(rounds):
        sites = _refined(belief, sites, evidence, heeded)
        belief = _combined(precision, shift, sites)
    return belief


def _combined(precision: Floats, shift: Floats, sites: _Sites) -> Belief:
    covariance = _inverse(precision + sites.precision[..., None] * np.eye(len(AREAS)))
    return Belief(np.matmul(covariance, (shift + sites.shift)[..., None])[..., 0], covariance)


def _inverse(matrix: Floats) -> Floats:
    return np.asarray(np.linalg.inv(matrix), dtype=np.float64)


def _refined(belief: Belief, sites: _Sites, evidence: Floats, heeded: Floats) -> _Sites:
    """Match the mean and variance of each area's answers times all other messages."""
    variance = np.diagonal(belief.covariance, axis1=-2, axis2=-1)
    outer_precision = 1 / variance - sites.precision
    outer_shift = belief.mean / variance - sites.shift
    tilted = _normalised(_log_normal(outer_shift / outer_precision, 1 / outer_precision) + evidence)
    mean = tilted @ GRID
    spread = tilted @ GRID**2 - mean**2
    # A surprising answer may widen the distribution.  Its message then only shifts,
    # which keeps every belief a proper distribution.
    precision = np.maximum(1 / spread - outer_precision, 0.0)
    shift = mean * (outer_precision + precision) - outer_shift
    return _Sites(heeded * precision, heeded * shift)


def normal(mean: Floats, variance: Floats) -> Floats:
    """Lay normal distributions over the grid, each summing to one."""
    return _normalised(_log_normal(mean, variance))


def _log_normal(mean: Floats, variance: Floats) -> Floats:
    return -((GRID - mean[..., None]) ** 2) / (2 * variance[..., None])


def _normalised(log_density: Floats) -> Floats:
    density = np.exp(log_density - log_density.max(axis=-1, keepdims=True))
    shares: Floats = density / density.sum(axis=-1, keepdims=True)
    return shares
