"""Questions: their options by name."""

from bot.domain.questions import Option, Question

RIGHT = Option("a", "A sample", "Nothing of it was seen before.", correct=True)
WRONG = Option("b", "A rumour", "It says nothing.")
QUESTION = Question("q1", "mlops", "m1", 2, 1.0, 0.0, "What tells?", (WRONG, RIGHT))


def test_an_option_is_found_by_its_id() -> None:
    assert QUESTION.option("a") is RIGHT
    assert QUESTION.option("b") is WRONG


def test_an_option_that_was_edited_away_is_not_found() -> None:
    assert QUESTION.option("c") is None
