"""How likely each answer is."""

import numpy as np
import pytest

from bot.domain.answering import (
    ANSWERS,
    GRID,
    HABITS,
    KNOWING,
    Answer,
    Items,
    Sheet,
    habits_elsewhere,
    unsure,
)


def one(a: float, b: float) -> Items:
    return Items(("q",), np.array([0]), np.array([a]), np.array([b]))


def sheet(*answers: Answer, areas: list[int]) -> Sheet:
    count = len(answers)
    items = Items(
        tuple(f"q{n}" for n in range(count)),
        np.array(areas, dtype=np.intp),
        np.full(count, 1.2),
        np.zeros(count),
    )
    return Sheet(items, np.array([ANSWERS.index(answer) for answer in answers], dtype=np.intp))


FLAT = np.full((2, len(GRID)), 1 / len(GRID))


def test_the_three_answers_are_all_there_is() -> None:
    assert KNOWING.sum() == pytest.approx(1.0)
    assert unsure(HABITS).sum(axis=1) == pytest.approx(np.ones(len(HABITS)))


def test_somebody_as_able_as_a_question_is_hard_knows_it_half_the_time() -> None:
    assert one(1.7, 1.0).knows[0, np.isclose(GRID, 1.0)] == pytest.approx([0.5])


def test_a_steep_question_separates_more_than_a_flat_one() -> None:
    steep, flat = one(2.0, 0.0).knows[0], one(0.5, 0.0).knows[0]

    assert steep[-1] - steep[0] > flat[-1] - flat[0]


@pytest.mark.parametrize("habit", HABITS)
def test_an_honest_no_speaks_no_louder_against_a_person_than_a_wrong_answer(habit: float) -> None:
    support = KNOWING / unsure(np.array(habit))

    wrong, idk = ANSWERS.index(Answer.WRONG), ANSWERS.index(Answer.IDK)
    assert support[idk] >= support[wrong]


@pytest.mark.parametrize("habit", HABITS)
def test_a_right_answer_speaks_for_a_person_and_the_others_against(habit: float) -> None:
    support = dict(zip(ANSWERS, KNOWING / unsure(np.array(habit)), strict=True))

    assert support[Answer.CORRECT] > 1 > support[Answer.IDK]
    assert support[Answer.WRONG] < 1


def test_taking_questions_keeps_them_in_the_given_order() -> None:
    items = Items(("a", "b", "c"), np.array([0, 1, 2]), np.ones(3), np.arange(3.0))

    taken = items.take([2, 0])

    assert taken.ids == ("c", "a")
    assert taken.b.tolist() == [2.0, 0.0]


def test_without_answers_all_habits_are_as_likely() -> None:
    habits = habits_elsewhere(sheet(areas=[]), FLAT, 2)

    assert habits == pytest.approx(np.full(3, HABITS.mean()))


def test_a_habit_is_learnt_from_the_other_areas_only() -> None:
    shy = sheet(*[Answer.IDK] * 4, areas=[0] * 4)

    without_first, without_second, all_in = habits_elsewhere(shy, FLAT, 2)

    assert without_first == pytest.approx(HABITS.mean())
    assert without_second == all_in
    assert all_in > HABITS.mean()


def test_wrong_answers_show_a_guesser() -> None:
    bold = habits_elsewhere(sheet(*[Answer.WRONG] * 4, areas=[0] * 4), FLAT, 2)

    assert bold[-1] < HABITS.mean()
