"""The assessment's screens and its result."""

from dataclasses import replace

import pytest

from bot.domain.people import Work
from bot.domain.plans import Verdict
from bot.domain.sittings import Answered, AtStage, Outcome, Stage
from bot.views import assessments
from tests.views.making import ADA, at_question, estimate, result, sitting
from tests.views.reading import read
from tests.views.small import SMALL


def test_the_first_screen_says_how_long_what_for_and_who_sees_it() -> None:
    told = replace(ADA, work=Work.DATA, target_role="AI engineer")

    shown = assessments.screen(AtStage(told, sitting()), SMALL.curriculum, SMALL.bank)

    assert (
        read(shown)
        == """\
<Assessment>
*Knowledge check (beta).* Three steps in about ten minutes: about you, how you see yourself, \
and about 20 questions. You can close this window at any time and go on later. Difficulty was \
set by the authors and has not been measured on people like you yet: good for planning, not for \
judging anyone. Only you see your answers, and "I don't know" never counts worse than a wrong \
answer.
Your work today?
  o Backend
  o Full-stack
  o Frontend
  o Platform or DevOps
  x Data
The role you are heading for? (may be left out)
  = AI engineer
Hours a week for learning?
  Three to ten suit most people.
  = 5
Track?
  x Recommend one
  o First steps
(Next)"""
    )


def test_a_track_that_was_wished_for_stays_chosen() -> None:
    wished = replace(sitting(), wished_track="first-steps")

    shown = assessments.screen(AtStage(ADA, wished), SMALL.curriculum, SMALL.bank)

    assert "x First steps" in read(shown)


def test_a_rating_is_about_what_was_done_and_may_be_left_out() -> None:
    rated = sitting(Stage.RATINGS, {"maths": 2})

    shown = assessments.screen(AtStage(ADA, rated), SMALL.curriculum, SMALL.bank)

    assert (
        read(shown)
        == """\
<Assessment>
What have you *done* in the last twelve months? Choose what fits best, or leave an area out. \
Questions follow, so there is nothing to win by rounding up.
Maths? (may be left out)
  o Not met it
  o Can explain it
  x Did it with help
  o Did it alone
  o Taught it
(Next)"""
    )
    assert shown.private_metadata == "ratings"


def test_a_question_is_one_of_about_twenty_and_may_be_answered_with_i_dont_know() -> None:
    shown = assessments.screen(at_question(SMALL, "q1"), SMALL.curriculum, SMALL.bank)

    assert (
        read(shown)
        == """\
<Assessment>
(Question 1 of about 20)
What is `sd`?
*A*  A _spread_
*B*  A &lt;mean&gt;
Your answer?
  o A
  o B
  o I don't know
(Next)"""
    )


def test_the_count_never_runs_past_its_end() -> None:
    asked = at_question(SMALL, "q1")
    answers = (Answered("q", "a", Outcome.WRONG),) * 24
    late = replace(asked, sitting=replace(asked.sitting, answers=answers))

    shown = assessments.screen(late, SMALL.curriculum, SMALL.bank)

    assert "(Question 25 of about 25)" in read(shown)


def test_a_result_says_how_sure_it_is_and_what_is_open() -> None:
    known = {
        "maths": estimate(0.82, 0.1, Verdict.STUDY),
        "security": estimate(0.34, 0.33, Verdict.SKIM),
    }

    shown = assessments.screen(result(SMALL, known), SMALL.curriculum, SMALL.bank)

    assert (
        read(shown)
        == """\
<Where you stand>
# Where you stand
Your track: *First steps*
Start small, measure, ship.
---
*Maths*: clearly study (whole modules)
Chances: study 82%, skim 10%, skip 8%
*Security*: open: three questions when you start it; until then skim (tasks only, half the hours)
Chances: study 34%, skim 33%, skip 33%
(The chances say which is right for you: whole modules, tasks only or nothing of an area. \
Difficulty was set by the authors and has not been measured on people like you yet. Expect about \
six of ten areas to be placed right and most others to be one step off. Only you see this.)
(Make my plan)"""
    )


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.80, "clearly study (whole modules)"),
        (0.79, "likely study (whole modules)"),
        (0.65, "likely study (whole modules)"),
        (0.64, "leaning towards study (whole modules)"),
        (0.50, "leaning towards study (whole modules)"),
        (0.49, "open: three questions when you start it; until then study (whole modules)"),
    ],
)
def test_the_word_is_about_the_verdict_that_is_planned_with(chance: float, words: str) -> None:
    # The likeliest level may be another one than the plan's: the plan weighs hours.
    known = {"maths": estimate(chance, 1 - chance, Verdict.STUDY)}

    assert f"*Maths*: {words}\n" in read(assessments.result(result(SMALL, known)))


def test_an_area_that_was_not_measured_is_not_spoken_of() -> None:
    known = {"maths": estimate(0.2, 0.2, Verdict.SKIP)}

    shown = read(assessments.result(result(SMALL, known)))

    assert "*Maths*: leaning towards skip (left out of your plan)" in shown
    assert "Security" not in shown
