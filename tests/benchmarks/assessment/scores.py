"""How well placements fit the truth."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.domain.placements import COSTS, VERDICTS
from tests.benchmarks.assessment.worlds import Floats

CUTS = (-0.35, 0.65)
HOURS: Floats = np.array([12.0, 20.0, 12.0, 12.0, 12.0, 24.0, 16.0, 22.0, 12.0, 8.0])
STUDY, SKIP = 0, 2


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of areas placed right and opposite, and hours lost per person."""

    right: float
    opposite: float
    cost: float
    skips: float

    def __str__(self) -> str:
        return f"right {self.right:.3f}  opposite {self.opposite:.3f}  cost {self.cost:5.1f} h"


def true_levels(theta: Floats) -> NDArray[np.intp]:
    """Find the level of each ability."""
    return np.digitize(theta, CUTS)


def score(plans: NDArray[np.intp], thetas: Floats) -> Score:
    """Compare *plans* with the truth, one row per person."""
    truth = true_levels(thetas)
    return Score(
        right=float((plans == truth).mean()),
        opposite=float((abs(plans - truth) > 1).mean()),
        cost=float((COSTS[truth, plans] * HOURS).sum(axis=1).mean()),
        skips=float((plans == SKIP).mean()),
    )


def plan_codes(plan: dict[str, str]) -> list[int]:
    """Turn words into positions."""
    return [VERDICTS.index(word) for word in plan.values()]


@dataclass(frozen=True, slots=True)
class Honesty:
    """Whether the stated probabilities are true."""

    error: float
    sure: float
    sure_share: float
    coverage: float

    def __str__(self) -> str:
        return (
            f"calibration {self.error:.3f}  sure areas right {self.sure:.3f}"
            f" ({self.sure_share:.2f} of areas)  80 % interval covers {self.coverage:.3f}"
        )


def honesty(levels: Floats, means: Floats, sds: Floats, thetas: Floats) -> Honesty:
    """Compare stated probabilities with frequencies, in ten equal bins."""
    truth = true_levels(thetas)
    hit = np.arange(3) == truth[..., None]
    bins = np.minimum((levels * 10).astype(int), 9)
    gaps = [abs(float((levels[bins == place] - hit[bins == place]).sum())) for place in range(10)]
    sure = levels.max(axis=-1) >= 0.9
    return Honesty(
        error=sum(gaps) / levels.size,
        sure=float((levels.argmax(axis=-1) == truth)[sure].mean()) if sure.any() else 1.0,
        sure_share=float(sure.mean()),
        coverage=float((abs(thetas - means) < 1.2816 * sds).mean()),
    )
