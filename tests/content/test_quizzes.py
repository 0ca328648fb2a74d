"""What the shipped retrieval questions promise, beyond what the check can say of any quiz."""

from collections import Counter
from math import sqrt

import pytest

from bot.content import Loaded
from bot.domain.curriculum import QuizQuestion

SURPRISE = 1.645


@pytest.fixture(scope="session")
def asked(loaded: Loaded) -> list[QuizQuestion]:
    return [question for module in loaded.curriculum.modules.values() for question in module.quiz]


def right(question: QuizQuestion) -> int:
    return next(n for n, choice in enumerate(question.choices) if choice.correct)


def surprising(questions: list[QuizQuestion]) -> float:
    """Give the number of hits that chance alone hardly exceeds."""
    shares = [1 / len(question.choices) for question in questions]
    return sum(shares) + SURPRISE * sqrt(sum(share * (1 - share) for share in shares))


def test_every_module_can_be_asked_about_twice(loaded: Loaded) -> None:
    few = [module.id for module in loaded.curriculum.modules.values() if len(module.quiz) < 2]

    assert few == []


def test_a_question_offers_three_or_four_choices(asked: list[QuizQuestion]) -> None:
    assert {len(question.choices) for question in asked} == {3, 4}


def test_the_right_choice_is_no_more_often_the_longest_than_chance(
    asked: list[QuizQuestion],
) -> None:
    longest = sum(
        all(
            len(choice.text) < len(question.choices[right(question)].text)
            for choice in question.choices
            if not choice.correct
        )
        for question in asked
    )

    assert longest <= surprising(asked)


def test_no_position_is_right_more_often_than_chance(asked: list[QuizQuestion]) -> None:
    of_four = [question for question in asked if len(question.choices) == 4]
    positions = Counter(right(question) for question in of_four)

    assert max(positions.values()) <= surprising(of_four)


def test_no_question_is_asked_twice(asked: list[QuizQuestion]) -> None:
    assert len({question.ask for question in asked}) == len(asked)
