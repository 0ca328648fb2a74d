"""What a question is worth before its answer is known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.ability import AREAS, CORRELATIONS, Posterior, posterior
from bot.domain.answering import Floats, Items, Sheet
from bot.domain.ratings import Belief
from bot.domain.worth import LEAST_HOURS, Stakes, values

CUTS = (-0.35, 0.65)
NOBODY = Sheet(
    Items((), np.array([], dtype=np.intp), np.array([]), np.array([])), np.array([], dtype=np.intp)
)
START = posterior(Belief(np.zeros(10), CORRELATIONS), NOBODY)


def stakes(hours: float | Floats = 10.0, *, has_right: float = 0.0) -> Stakes:
    return Stakes(np.broadcast_to(hours, 10).astype(float), CUTS, np.full(10, has_right))


def items(areas: list[int], a: list[float], b: list[float]) -> Items:
    return Items(
        tuple(f"q{n}" for n in range(len(areas))), np.array(areas), np.array(a), np.array(b)
    )


def somebody(mean: float, sd: float) -> Posterior:
    return posterior(Belief(np.full(10, mean), CORRELATIONS * sd**2), NOBODY)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 9),
    st.floats(0.1, 5),
    st.floats(-6, 6),
    st.floats(-2, 2),
    st.floats(0.2, 1.5),
    st.sampled_from([0.0, 1.0]),
)
def test_asking_never_costs_hours_or_knowledge(
    area: int, a: float, b: float, mean: float, sd: float, has_right: float
) -> None:
    worth = values(items([area], [a], [b]), somebody(mean, sd), stakes(has_right=has_right))

    assert worth.saved[0] >= -1e-9
    assert worth.teaches[0] >= -1e-9


def test_a_steep_question_at_a_cut_is_worth_more_than_a_flat_or_far_one() -> None:
    worth = values(items([0, 0, 0], [2.0, 0.4, 2.0], [0.2, 0.2, 6.0]), START, stakes())

    assert worth.saved.argmax() == 0
    assert worth.teaches.argmax() == 0


def test_twice_the_hours_save_twice_as_much() -> None:
    questions = items([0, 4], [1.5, 1.5], [0.0, 0.5])

    once, twice = (values(questions, START, stakes(hours)) for hours in (10.0, 20.0))

    assert twice.saved == pytest.approx(2 * once.saved)
    assert twice.teaches == pytest.approx(2 * once.teaches)


def test_without_hours_nothing_is_saved_but_something_learnt() -> None:
    worth = values(items([0], [1.5], [0.0]), START, stakes(0.0))

    assert worth.saved[0] == 0.0
    assert worth.teaches == pytest.approx(
        values(items([0], [1.5], [0.0]), START, stakes(LEAST_HOURS)).teaches
    )


def test_an_answer_also_saves_hours_next_door() -> None:
    hours = np.zeros(10)
    hours[AREAS.index("mlops")] = 20.0
    torn = somebody(-0.1, 1.0)

    worth = values(items([0, 5], [2.5, 2.5], [0.2, 0.2]), torn, stakes(hours, has_right=1.0))

    assert worth.saved[0] > worth.saved[1] >= 0


def test_the_first_right_answer_opens_the_way_to_skip() -> None:
    able = somebody(1.6, 0.5)
    easy = items([0], [1.5], [-1.0])

    assert values(easy, able, stakes(has_right=0.0)).saved[0] > 3.0
    assert values(easy, able, stakes(has_right=1.0)).saved[0] < 0.1


def test_the_value_of_a_sharp_question_can_be_reckoned_by_hand() -> None:
    person = posterior(Belief(np.full(10, -0.35), np.eye(10)), NOBODY)
    only_two_levels = Stakes(np.full(10, 10.0), (-0.35, 3.9), np.ones(10))

    worth = values(items([0], [10.0], [-0.35]), person, only_two_levels)

    # Ten hours: study wastes five on those who are above the cut, skim misses
    # seven and a half for those below.
    theta = np.linspace(-8, 8, 16_001)
    crowd = np.exp(-((theta + 0.35) ** 2) / 2)
    crowd /= crowd.sum()
    knows = 1 / (1 + np.exp(-10 * np.clip(theta + 0.35, -3, 3)))
    above = theta > -0.35
    knowing = [0.95 * 0.95, 0.95 * 0.05, 0.05]
    unknowing = [0.25 * (1 - person.habit), 0.75 * (1 - person.habit), person.habit]
    after = 0.0
    for k, u in zip(knowing, unknowing, strict=True):
        answering = crowd * (k * knows + u * (1 - knows))
        after += min(5.0 * answering[above].sum(), 7.5 * answering[~above].sum())
    assert worth.saved[0] == pytest.approx(2.5 - after, rel=0.02)
