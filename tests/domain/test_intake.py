"""Plain values from outside, checked."""

from math import inf, nan
from typing import Any

import numpy as np
import pytest

from bot.domain.answering import Answer
from bot.domain.intake import (
    BrokenBankError,
    read_answers,
    read_bank,
    read_cuts,
    read_hours,
    read_means,
    read_ratings,
)

GOOD: dict[str, Any] = {"id": "q1", "area": "cloud", "a": 1.2, "b": 0.5}


def test_a_bank_is_read_in_its_order() -> None:
    items = read_bank([GOOD, GOOD | {"id": "q2", "area": "python-ml", "a": 1, "b": np.float64(-2)}])

    assert items.ids == ("q1", "q2")
    assert items.areas.tolist() == [8, 0]
    assert items.a.tolist() == [1.2, 1.0]
    assert items.b.tolist() == [0.5, -2.0]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"a": nan}, "the question 'q1' has the slope nan"),
        ({"a": 0.0}, "the question 'q1' has the slope 0.0"),
        ({"a": -1.0}, "the question 'q1' has the slope -1.0"),
        ({"a": 10.1}, "the question 'q1' has the slope 10.1"),
        ({"a": "steep"}, "the question 'q1' has the slope 'steep'"),
        ({"b": nan}, "the question 'q1' has the difficulty nan"),
        ({"b": inf}, "the question 'q1' has the difficulty inf"),
        ({"b": -10.1}, "the question 'q1' has the difficulty -10.1"),
        ({"b": None}, "the question 'q1' has the difficulty None"),
        ({"area": "alchemy"}, "the question 'q1' belongs to the unknown area 'alchemy'"),
        ({"area": ["cloud"]}, "the question 'q1' belongs to the unknown area ['cloud']"),
        ({"id": ""}, "question number 1 has no name"),
        ({"id": 7}, "question number 1 has no name"),
    ],
)
def test_a_broken_question_is_refused_by_name(change: dict[str, Any], problem: str) -> None:
    with pytest.raises(BrokenBankError) as refusal:
        read_bank([GOOD | change])

    assert str(refusal.value).split(". ")[0] == f"This assessment cannot be measured: {problem}"


@pytest.mark.parametrize("a", [0.001, 10.0])
@pytest.mark.parametrize("b", [-10.0, 10.0])
def test_a_question_at_the_edge_of_what_is_allowed_is_read(a: float, b: float) -> None:
    assert read_bank([GOOD | {"a": a, "b": b}]).ids == ("q1",)


def test_a_question_must_be_complete() -> None:
    with pytest.raises(BrokenBankError, match="question number 2 has no 'b'"):
        read_bank([GOOD, {"id": "q2", "area": "cloud", "a": 1.0}])


def test_a_bank_needs_questions() -> None:
    with pytest.raises(BrokenBankError, match="the bank has no questions"):
        read_bank([])


def test_a_question_stands_in_a_bank_once() -> None:
    with pytest.raises(BrokenBankError, match="the question 'q1' is there twice"):
        read_bank([GOOD | {"id": "q0"}, GOOD, GOOD])


def test_ratings_come_in_the_order_of_the_areas() -> None:
    assert read_ratings({"cloud": 4, "python-ml": 0, "mlops": None}) == [
        0,
        *[None] * 7,
        4,
        None,
    ]


@pytest.mark.parametrize("rating", [-1, 5, 1.5, "3", nan])
def test_a_rating_is_a_whole_number_from_nought_to_four(rating: int) -> None:
    with pytest.raises(BrokenBankError, match="the self-rating of cloud is"):
        read_ratings({"cloud": rating})


def test_a_rating_is_of_a_known_area() -> None:
    with pytest.raises(BrokenBankError, match="a self-rating belongs to the unknown area 'x'"):
        read_ratings({"x": 1})


def test_the_same_answer_twice_is_one_answer() -> None:
    assert read_answers([("q1", "idk"), ("q1", "idk")]) == {"q1": Answer.IDK}


def test_a_question_cannot_be_answered_in_two_ways() -> None:
    with pytest.raises(BrokenBankError, match="'q1' was answered in two ways"):
        read_answers([("q1", "idk"), ("q1", "wrong")])


@pytest.mark.parametrize("word", ["right", "", "Correct", None, 1])
def test_an_answer_is_one_of_three_words(word: str) -> None:
    with pytest.raises(BrokenBankError, match="the answer to 'q1' is"):
        read_answers([("q1", word)])


def test_an_area_that_is_left_out_has_no_hours() -> None:
    assert read_hours({"cloud": 12}).tolist() == [0.0] * 8 + [12.0, 0.0]


@pytest.mark.parametrize("hours", [-0.1, nan, inf, "8", None])
def test_hours_are_numbers_that_are_not_negative(hours: float) -> None:
    with pytest.raises(BrokenBankError, match="the hours of cloud"):
        read_hours({"cloud": hours})


def test_hours_are_of_a_known_area() -> None:
    with pytest.raises(BrokenBankError, match="an entry of hours belongs to the unknown area"):
        read_hours({"x": 1.0})


@pytest.mark.parametrize("mean", [-4.0, 4.0])
def test_a_mean_may_lie_anywhere_on_the_scale(mean: float) -> None:
    assert read_means({"python-ml": mean})[0] == mean


@pytest.mark.parametrize("mean", [-4.1, 4.1, nan])
def test_a_mean_off_the_scale_is_refused(mean: float) -> None:
    with pytest.raises(BrokenBankError, match="the mean of cloud"):
        read_means({"cloud": mean})


def test_cut_scores_ascend() -> None:
    assert read_cuts((0, 1)) == (0.0, 1.0)


@pytest.mark.parametrize("cuts", [(0.5, 0.5), (1.0, 0.0), (nan, 1.0), (0.0, nan), (0.0, inf)])
def test_other_cut_scores_are_refused(cuts: tuple[float, float]) -> None:
    with pytest.raises(BrokenBankError, match="the cut scores are"):
        read_cuts(cuts)
