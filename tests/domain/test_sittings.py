"""Sittings: what is asked, how it is judged, and what it comes to."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import Loaded
from bot.domain.curriculum import Curriculum
from bot.domain.people import Engineer, Work
from bot.domain.plans import Verdict
from bot.domain.questions import Area, QuestionBank
from bot.domain.sittings import (
    BUDGET,
    DONT_KNOW,
    Answered,
    AtQuestion,
    AtStage,
    Estimate,
    Measured,
    Outcome,
    Sitting,
    Stage,
    after_ratings,
    area_of,
    hours_at_stake,
    mark,
    measure,
    rating_areas,
    recommended_track,
)

EMPTY = Sitting(1, Stage.QUESTIONS, 7, None, None, {}, ())


@pytest.fixture(scope="module")
def bank(loaded: Loaded) -> QuestionBank:
    return loaded.bank


@pytest.fixture(scope="module")
def hours(loaded: Loaded) -> dict[str, float]:
    return hours_at_stake(loaded.curriculum, loaded.bank, loaded.curriculum.tracks["recommended"])


def an_option(bank: QuestionBank, question: str, *, correct: bool) -> str:
    options = bank.questions[question].options
    return next(option.id for option in options if option.correct is correct)


def test_answers_are_judged_by_the_bank(bank: QuestionBank) -> None:
    for question in bank.questions:
        right = an_option(bank, question, correct=True)
        wrong = an_option(bank, question, correct=False)

        assert mark(bank, question, right) == Answered(question, right, Outcome.CORRECT)
        assert mark(bank, question, wrong) == Answered(question, wrong, Outcome.WRONG)
        assert mark(bank, question, DONT_KNOW) == Answered(question, DONT_KNOW, Outcome.DONT_KNOW)


def test_an_answer_to_what_was_edited_away_is_not_judged(bank: QuestionBank) -> None:
    question = next(iter(bank.questions))

    assert mark(bank, "lost", DONT_KNOW) is None
    assert mark(bank, "lost", "a") is None
    assert mark(bank, question, "lost") is None
    assert mark(bank, question, "") is None


def test_every_module_is_taught_by_one_area_at_most(loaded: Loaded) -> None:
    areas = area_of(loaded.bank)

    assert len(areas) == sum(len(area.modules) for area in loaded.bank.areas.values())
    assert set(areas) <= set(loaded.curriculum.modules)
    assert areas["numpy-pandas"] == "python-ml"


def test_the_hours_at_stake_are_those_of_the_modules_of_each_area(small: Curriculum) -> None:
    two = QuestionBank({id: an_area(id, modules) for id, modules in (("x", "ab"), ("y", ""))}, {})

    assert hours_at_stake(small, two, small.tracks["way"]) == {"x": 10, "y": 0}


def an_area(id: str, modules: str) -> Area:
    return Area(id, id, ("0", "1", "2", "3", "4"), tuple(modules))


def test_in_every_track_an_assessment_can_save_hours(loaded: Loaded) -> None:
    for way in loaded.curriculum.tracks.values():
        stake = hours_at_stake(loaded.curriculum, loaded.bank, way)

        assert list(stake) == list(loaded.bank.areas)
        assert sum(stake.values()) > 50


@pytest.mark.parametrize(
    ("work", "track"),
    [
        (None, "recommended"),
        (Work.BACKEND, "recommended"),
        (Work.FULL_STACK, "recommended"),
        (Work.FRONTEND, "recommended"),
        (Work.PLATFORM, "mlops-pivot"),
        (Work.DATA, "production-ai-roadmap"),
    ],
)
def test_a_track_is_recommended_by_what_somebody_does_today(
    loaded: Loaded, small: Curriculum, work: Work | None, track: str
) -> None:
    assert recommended_track(loaded.curriculum, work) == track
    assert recommended_track(small, work) == "way"


def test_two_screens_ask_about_every_area_once(bank: QuestionBank) -> None:
    odd = replace(bank, areas=dict(list(bank.areas.items())[:9]))

    first, second = (rating_areas(bank, stage) for stage in (Stage.RATINGS, Stage.MORE_RATINGS))
    assert [*first, *second] == list(bank.areas)
    assert (len(first), len(second)) == (5, 5)
    assert [len(rating_areas(odd, stage)) for stage in (Stage.RATINGS, Stage.MORE_RATINGS)] == [
        5,
        4,
    ]


def test_after_the_ratings_come_the_questions() -> None:
    assert after_ratings(Stage.RATINGS) is Stage.MORE_RATINGS
    assert after_ratings(Stage.MORE_RATINGS) is Stage.QUESTIONS


def test_questions_are_counted_from_one(bank: QuestionBank, ada: Engineer) -> None:
    question = next(iter(bank.questions.values()))
    answered = replace(EMPTY, answers=(Answered("q", DONT_KNOW, Outcome.DONT_KNOW),))

    assert AtQuestion(EMPTY, question).number == 1
    assert AtQuestion(answered, question).number == 2
    assert AtStage(ada, EMPTY).sitting is EMPTY


def test_an_estimate_lists_its_levels_in_the_order_of_verdicts() -> None:
    estimate = Estimate(0.2, 0.3, 0.5, theta=0.7, sd=0.4, verdict=Verdict.SKIP)

    assert estimate.levels == (0.2, 0.3, 0.5)


def sit(
    bank: QuestionBank, hours: dict[str, float], sitting: Sitting, *, correct: bool | None
) -> tuple[Sitting, Measured]:
    """Answer every question in the same way."""
    measured = measure(bank, sitting, hours)
    while measured.next_question:
        asked = measured.next_question
        option = DONT_KNOW if correct is None else an_option(bank, asked, correct=correct)
        answered = mark(bank, asked, option)
        assert answered is not None
        sitting = replace(sitting, answers=(*sitting.answers, answered))
        measured = measure(bank, sitting, hours)
    return sitting, measured


@pytest.mark.parametrize("correct", [True, False, None], ids=["right", "wrong", "do not know"])
def test_a_sitting_asks_each_question_once_and_ends_at_its_budget(
    bank: QuestionBank, hours: dict[str, float], *, correct: bool | None
) -> None:
    sitting, measured = sit(bank, hours, EMPTY, correct=correct)

    asked = [answer.question for answer in sitting.answers]
    assert len(set(asked)) == len(asked) == BUDGET
    assert {bank.questions[question].area for question in asked} == set(bank.areas)
    assert list(measured.estimates) == list(bank.areas)


def test_whoever_knows_everything_is_spared_most_and_whoever_knows_nothing_studies(
    bank: QuestionBank, hours: dict[str, float]
) -> None:
    _, expert = sit(bank, hours, EMPTY, correct=True)
    _, novice = sit(bank, hours, EMPTY, correct=None)

    spared = [e.verdict for e in expert.estimates.values()].count(Verdict.SKIP)
    assert spared > len(bank.areas) / 2
    assert {e.verdict for e in novice.estimates.values()} == {Verdict.STUDY}
    for area in bank.areas:
        assert expert.estimates[area].theta > novice.estimates[area].theta


@given(st.data())
@settings(max_examples=20)
def test_an_estimate_is_a_probability_for_each_verdict_whatever_was_said(
    bank: QuestionBank, hours: dict[str, float], data: st.DataObject
) -> None:
    ratings = data.draw(st.dictionaries(st.sampled_from(list(bank.areas)), st.integers(0, 4)))
    said = data.draw(
        st.dictionaries(
            st.sampled_from([*bank.questions, "lost"]), st.sampled_from(Outcome), max_size=BUDGET
        )
    )
    answers = tuple(Answered(question, "x", outcome) for question, outcome in said.items())

    measured = measure(bank, replace(EMPTY, ratings=ratings, answers=answers), hours)

    for estimate in measured.estimates.values():
        assert all(0 <= share <= 1 for share in estimate.levels)
        assert sum(estimate.levels) == pytest.approx(1)
        assert estimate.sd > 0
    assert measured.next_question is None or measured.next_question not in said
    assert (measured.next_question is None) is (len(said) >= BUDGET)


def test_a_smaller_budget_ends_a_sitting_earlier(
    bank: QuestionBank, hours: dict[str, float]
) -> None:
    question = next(iter(bank.questions))
    one = replace(EMPTY, answers=(Answered(question, DONT_KNOW, Outcome.DONT_KNOW),))

    assert measure(bank, one, hours, budget=1).next_question is None
    assert measure(bank, one, hours, budget=2).next_question is not None
