"""Where somebody is placed, and how sure that is."""

from math import erf, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answering import GRID
from bot.domain.placements import (
    COSTS,
    Certainty,
    certainty,
    level_chances,
    level_weights,
    placed,
)
from bot.domain.plans import Verdict

CUTS = (-0.35, 0.65)
RIGHT, NO_RIGHT = np.array([1.0]), np.array([0.0])
probabilities = st.lists(st.floats(0.01, 1), min_size=3, max_size=3).map(
    lambda shares: [share / sum(shares) for share in shares]
)


@pytest.mark.parametrize(
    ("chance", "word"),
    [
        (0.80, Certainty.CLEAR),
        (0.799, Certainty.LIKELY),
        (0.65, Certainty.LIKELY),
        (0.649, Certainty.LEANING),
        (0.50, Certainty.LEANING),
        (0.499, Certainty.OPEN),
    ],
)
def test_each_word_begins_exactly_at_its_probability(chance: float, word: Certainty) -> None:
    rest = (1 - chance) / 2

    assert certainty([rest, chance, rest]) is word


def test_the_word_can_speak_of_the_level_that_was_planned_with() -> None:
    assert certainty([0.1, 0.7, 0.2], Verdict.SKIP) is Certainty.OPEN
    assert certainty([0.1, 0.7, 0.2], Verdict.SKIM) is Certainty.LIKELY


def test_what_is_missed_costs_half_as_much_again_as_what_is_wasted() -> None:
    assert COSTS.tolist() == [[0.0, 0.75, 1.5], [0.5, 0.0, 0.75], [1.0, 0.5, 0.0]]


@pytest.mark.parametrize("verdict", range(3), ids=list(Verdict))
def test_somebody_certain_is_placed_at_the_level(verdict: int) -> None:
    assert placed(np.eye(3)[[verdict]], RIGHT) == [list(Verdict)[verdict]]


def test_skip_needs_a_right_answer() -> None:
    sure = np.array([[0.0, 0.02, 0.98]])

    assert placed(sure, RIGHT) == [Verdict.SKIP]
    assert placed(sure, NO_RIGHT) == [Verdict.SKIM]


@given(probabilities)
def test_no_other_placement_is_cheaper(levels: list[float]) -> None:
    (verdict,) = placed(np.array([levels]), RIGHT)

    costs = np.array(levels) @ COSTS
    assert costs[list(Verdict).index(verdict)] == costs.min()


@given(st.floats(-3.9, 3.8), st.floats(0.01, 2))
def test_every_point_of_the_grid_is_shared_out_completely(low: float, width: float) -> None:
    weights = level_weights((low, low + width))

    assert weights.sum(axis=1) == pytest.approx(np.ones(len(GRID)))
    assert (weights >= 0).all()


def test_a_cut_between_two_points_splits_none_of_them() -> None:
    weights = level_weights(CUTS)

    assert weights[CUTS[0] > GRID, 0] == pytest.approx(1.0)
    assert weights[CUTS[1] < GRID, 2] == pytest.approx(1.0)


def test_a_cut_on_a_point_splits_it_in_half() -> None:
    at_zero = level_weights((0.0, 1.0))[np.isclose(GRID, 0.0)]

    assert at_zero == pytest.approx(np.array([[0.5, 0.5, 0.0]]))


@given(st.floats(-4, 4), st.floats(0.05, 2))
def test_levels_of_a_normal_distribution_are_right_to_a_thousandth(mean: float, sd: float) -> None:
    first, second, third = level_chances(np.array(mean), np.array(sd), CUTS)

    below = [(1 + erf((cut - mean) / sd / sqrt(2))) / 2 for cut in CUTS]
    assert [first, second, third] == pytest.approx(
        [below[0], below[1] - below[0], 1 - below[1]], abs=1e-3
    )
