"""What somebody can do, seen through a sheet of answers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.domain.ability import AREAS, CORRELATIONS, normal, posterior
from bot.domain.answering import ANSWERS, GRID, HABITS, Answer, Items, Sheet
from bot.domain.ratings import Belief

START = Belief(np.zeros(10), CORRELATIONS)
FINE = np.linspace(-8, 8, 16_001)
HABIT = float(HABITS.mean())
COARSE = np.linspace(-6, 6, 601)

MEANT = {"c": Answer.CORRECT, "w": Answer.WRONG, "i": Answer.IDK}


def answered(areas: list[int], a: list[float], b: list[float], answers: str) -> Sheet:
    items = Items(
        tuple(f"q{n}" for n in range(len(areas))),
        np.array(areas, dtype=np.intp),
        np.array(a, dtype=float),
        np.array(b, dtype=float),
    )
    codes = [ANSWERS.index(MEANT[letter]) for letter in answers]
    return Sheet(items, np.array(codes, dtype=np.intp))


def chance(
    theta: NDArray[np.float64], a: float, b: float, answer: str, habit: float
) -> NDArray[np.float64]:
    """Write the answer model out once more, independently."""
    knows = 1 / (1 + np.exp(-a * (theta - b)))
    match answer:
        case "c":
            return knows * 0.95 * 0.95 + (1 - knows) * (1 - habit) * 0.25
        case "w":
            return knows * 0.95 * 0.05 + (1 - knows) * (1 - habit) * 0.75
        case _:
            return knows * 0.05 + (1 - knows) * habit


@pytest.mark.parametrize(
    ("a", "b", "answers"),
    [
        ([1.0], [0.0], "c"),
        ([1.0], [0.0], "w"),
        ([1.0], [0.0], "i"),
        ([0.6, 1.4, 2.2], [-1.0, 0.3, 1.2], "ccw"),
        ([1.2] * 5, [-2.0, -1.0, 0.0, 1.0, 2.0], "ccccc"),
        ([1.2] * 5, [-2.0, -1.0, 0.0, 1.0, 2.0], "wwwww"),
        ([2.5] * 5, [-1.0, -0.5, 0.0, 0.5, 1.0], "wiciw"),
    ],
    ids=["right", "wrong", "idk", "mixed", "all-right", "all-wrong", "against-the-grain"],
)
def test_one_area_alone_agrees_with_brute_force(
    a: list[float], b: list[float], answers: str
) -> None:
    found = posterior(START, answered([3] * len(a), a, b, answers))

    density = np.exp(-(FINE**2) / 2)
    for slope, difficulty, letter in zip(a, b, answers, strict=True):
        density = density * chance(FINE, slope, difficulty, letter, HABIT)
    density /= density.sum()
    mean = density @ FINE
    assert found.mean[3] == pytest.approx(mean, abs=0.003)
    assert found.sd[3] == pytest.approx(np.sqrt(density @ FINE**2 - mean**2), abs=0.003)


@pytest.mark.parametrize("answers", ["ccww", "wwcc", "cccc", "wwww", "cwcw"])
def test_two_related_areas_agree_with_brute_force(answers: str) -> None:
    areas, a, b = [0, 0, 3, 3], [1.5, 1.0, 1.2, 2.0], [-0.5, 0.5, 0.0, 1.0]

    found = posterior(START, answered(areas, a, b, answers))

    # The habit that each area is judged with comes from the other: no "idk" in
    # either, so a value a little below the average, which two runs bracket.
    means = [_both(areas, a, b, answers, habit) for habit in (HABITS.min(), HABIT)]
    low, high = np.min(means, axis=0) - 0.01, np.max(means, axis=0) + 0.01
    assert (low <= found.mean[[0, 3]]).all()
    assert (found.mean[[0, 3]] <= high).all()


def _both(
    areas: list[int], a: list[float], b: list[float], answers: str, habit: float
) -> NDArray[np.float64]:
    x, y = np.meshgrid(COARSE, COARSE, indexing="ij")
    tie = CORRELATIONS[0, 3]
    density = np.exp(-(x**2 - 2 * tie * x * y + y**2) / (2 * (1 - tie**2)))
    for area, slope, difficulty, letter in zip(areas, a, b, answers, strict=True):
        density = density * chance(x if area == 0 else y, slope, difficulty, letter, habit)
    density /= density.sum()
    return np.array([(density * x).sum(), (density * y).sum()])


def test_without_answers_the_prior_stands() -> None:
    prior = Belief(np.linspace(-1, 1, 10), CORRELATIONS)

    found = posterior(prior, answered([], [], [], ""))

    assert found.mean == pytest.approx(prior.mean, abs=0.01)
    assert found.sd == pytest.approx(np.ones(10), abs=0.01)
    assert found.joint.covariance == pytest.approx(CORRELATIONS)


def test_neighbours_learn_more_than_strangers() -> None:
    found = posterior(START, answered([0] * 4, [1.5] * 4, [0.0] * 4, "cccc"))

    same_block, other_block = AREAS.index("mlops"), AREAS.index("agents")
    assert found.mean[0] > found.mean[same_block] > found.mean[other_block] > 0


def test_answers_never_make_two_areas_less_known_than_the_prior_on_average() -> None:
    found = posterior(START, answered(list(range(10)), [1.5] * 10, [0.0] * 10, "cwcwcwcwcw"))

    assert (found.sd < 1).all()


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.floats(0.3, 3), st.floats(-3, 3), st.sampled_from("cwi")),
        max_size=40,
    )
)
def test_the_messages_have_settled_when_they_are_read(
    answers: list[tuple[int, float, float, str]],
) -> None:
    areas, a, b, letters = [list(column) for column in zip(*answers, strict=True)] or [[]] * 4
    sheet = answered(areas, a, b, "".join(letters))

    usual, patient = posterior(START, sheet), posterior(START, sheet, rounds=60)

    assert usual.mean == pytest.approx(patient.mean, abs=1e-4)
    assert usual.density == pytest.approx(patient.density, abs=1e-5)


def test_correlations_are_a_proper_block_guess() -> None:
    assert np.linalg.eigvalsh(CORRELATIONS).min() > 0
    assert CORRELATIONS[AREAS.index("cloud"), AREAS.index("mlops")] == 0.5
    assert CORRELATIONS[AREAS.index("cloud"), AREAS.index("agents")] == 0.3
    assert (np.diag(CORRELATIONS) == 1).all()


def test_a_normal_distribution_on_the_grid_keeps_its_mean() -> None:
    density = normal(np.array([0.33]), np.array([0.49]))

    assert density.sum() == pytest.approx(1.0)
    assert density @ GRID == pytest.approx([0.33], abs=1e-6)
