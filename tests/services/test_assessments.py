from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.people import HoursOutOfRangeError, StrangerError, Who, Work
from bot.domain.plans import Verdict
from bot.domain.questions import QuestionBank
from bot.domain.sittings import (
    BUDGET,
    AtQuestion,
    AtStage,
    NoAssessmentError,
    NotAssessedYetError,
    Outcome,
    Result,
    Screen,
    Sitting,
    Stage,
)
from bot.services import assessments
from bot.services.assessments import About, Material
from bot.store import assessments as store
from tests.services.conftest import ADA, BEN, STRANGER, World

ABOUT = About(Work.DATA, "ML engineer", 9, "mlops-pivot")
Choose = Callable[[AtQuestion], str]


def _begin(world: World, who: Who = ADA, seed: int = 7) -> Screen:
    with world.begin() as session:
        return assessments.begin(session, world.material, who, seed, world.clock.now())


def _tell(world: World, about: About = ABOUT) -> Screen:
    with world.begin() as session:
        return assessments.tell_about(session, world.material, ADA, about, world.clock.now())


def _rate(world: World, stage: Stage, level: int = 2, *areas: str) -> Screen:
    ratings = dict.fromkeys(areas or world.loaded.bank.areas, level)
    with world.begin() as session:
        return assessments.rate(session, world.material, ADA, stage, ratings, world.clock.now())


def _answer(
    world: World, question: str, option: str = "idk", material: Material | None = None
) -> Screen:
    now = world.clock.forward(timedelta(seconds=20))
    with world.begin() as session:
        return assessments.answer(session, material or world.material, ADA, question, option, now)


def _sitting(world: World) -> Sitting:
    with world.begin() as session:
        sitting = store.open_sitting(session, world.find())
    assert sitting is not None
    return sitting


def _at_question(screen: Screen) -> AtQuestion:
    assert isinstance(screen, AtQuestion)
    return screen


def _at_first_question(world: World) -> AtQuestion:
    world.join(ADA)
    _begin(world)
    _tell(world)
    _rate(world, Stage.RATINGS)
    return _at_question(_rate(world, Stage.MORE_RATINGS))


def _right(asked: AtQuestion) -> str:
    return next(option.id for option in asked.question.options if option.correct)


def _wrong(asked: AtQuestion) -> str:
    return next(option.id for option in asked.question.options if not option.correct)


def test_an_assessment_begins_once_and_is_resumed_where_it_stopped(world: World) -> None:
    world.join(ADA)

    first = _begin(world, seed=7)
    again = _begin(world, seed=8)

    assert first == again == AtStage(world.find(), _sitting(world))
    assert _sitting(world).seed == 7
    _tell(world)
    resumed = _begin(world, seed=9)
    assert isinstance(resumed, AtStage)
    assert (resumed.sitting.stage, resumed.sitting.seed) == (Stage.RATINGS, 7)


def test_what_one_says_about_oneself_is_kept(world: World) -> None:
    world.join(ADA)
    _begin(world)

    screen = _tell(world)

    ada = world.find()
    assert screen == AtStage(ada, _sitting(world))
    assert (ada.work, ada.target_role, ada.rhythm.hours_per_week) == (Work.DATA, "ML engineer", 9)
    assert (_sitting(world).wished_track, _sitting(world).stage) == ("mlops-pivot", Stage.RATINGS)


def test_a_first_screen_that_was_passed_changes_nothing(world: World) -> None:
    world.join(ADA)
    _begin(world)
    _tell(world)
    before = world.rows()

    _tell(world, About(Work.FRONTEND, "", 3, None))

    assert world.rows() == before


@pytest.mark.parametrize(("hours", "is_refused"), [(0, True), (1, False), (40, False), (41, True)])
def test_hours_that_cannot_be_meant_change_nothing(
    world: World, hours: int, *, is_refused: bool
) -> None:
    world.join(ADA)
    _begin(world)
    before = world.rows()

    if is_refused:
        with pytest.raises(HoursOutOfRangeError):
            _tell(world, replace(ABOUT, hours_per_week=hours))
    else:
        _tell(world, replace(ABOUT, hours_per_week=hours))

    assert (world.rows() == before) is is_refused


def test_a_running_plan_follows_new_hours(world: World) -> None:
    world.follow(ADA)
    before = world.plan()
    _begin(world)

    _tell(world)

    after = world.plan()
    assert (before.hours_per_week, after.hours_per_week) == (5, 9)
    assert after.ends_on < before.ends_on


def test_ratings_are_taken_in_two_screens_each_for_its_own_areas(world: World) -> None:
    world.join(ADA)
    _begin(world)
    _tell(world)
    areas = list(world.loaded.bank.areas)

    _rate(world, Stage.RATINGS, 1)
    half = _sitting(world)
    _rate(world, Stage.MORE_RATINGS, 3, *areas[:6], "no-such-area")

    assert half.stage is Stage.MORE_RATINGS
    assert half.ratings == dict.fromkeys(areas[:5], 1)
    assert _sitting(world).ratings == {**dict.fromkeys(areas[:5], 1), areas[5]: 3}
    assert _sitting(world).stage is Stage.QUESTIONS


@pytest.mark.parametrize("stage", [Stage.RATINGS, Stage.MORE_RATINGS, Stage.ABOUT, Stage.DONE])
def test_a_rating_screen_that_is_not_open_changes_nothing(world: World, stage: Stage) -> None:
    asked = _at_first_question(world)
    before = world.rows()

    assert _rate(world, stage, 4) == asked
    assert world.rows() == before


@pytest.mark.parametrize(
    ("choose", "outcome"),
    [
        (_right, Outcome.CORRECT),
        (_wrong, Outcome.WRONG),
        (lambda _: "idk", Outcome.DONT_KNOW),
    ],
    ids=["right", "wrong", "not known"],
)
def test_an_answer_is_judged_and_leads_to_another_question(
    world: World, choose: Choose, outcome: Outcome
) -> None:
    asked = _at_first_question(world)

    following = _at_question(_answer(world, asked.question.id, choose(asked)))

    (answered,) = _sitting(world).answers
    assert (answered.question, answered.outcome) == (asked.question.id, outcome)
    assert following.question.id != asked.question.id
    assert (asked.number, following.number) == (1, 2)
    assert _sitting(world).pending == following.question.id


def test_the_same_answer_sent_twice_counts_once(world: World) -> None:
    asked = _at_first_question(world)

    first = _answer(world, asked.question.id, _right(asked))
    second = _answer(world, asked.question.id, _wrong(asked))

    assert second == first
    assert [answer.outcome for answer in _sitting(world).answers] == [Outcome.CORRECT]


@pytest.mark.parametrize("option", ["idk", "a", "no-such-option"])
def test_an_answer_to_a_question_that_is_not_open_changes_nothing(
    world: World, option: str
) -> None:
    asked = _at_first_question(world)
    other = next(id_ for id_ in world.loaded.bank.questions if id_ != asked.question.id)
    before = world.rows()

    assert _answer(world, other, option) == asked
    assert _answer(world, "no-such-question", option) == asked
    assert _answer(world, "", option) == asked
    assert world.rows() == before


@pytest.mark.parametrize("option", ["no-such-option", ""])
def test_a_choice_that_was_edited_away_changes_nothing(world: World, option: str) -> None:
    asked = _at_first_question(world)
    before = world.rows()

    assert _answer(world, asked.question.id, option) == asked
    assert world.rows() == before


def test_an_answer_before_the_questions_changes_nothing(world: World) -> None:
    world.join(ADA)
    screen = _begin(world)

    assert _answer(world, next(iter(world.loaded.bank.questions))) == screen


def _without(material: Material, question: str) -> Material:
    kept = {id_: q for id_, q in material.bank.questions.items() if id_ != question}
    return replace(material, bank=QuestionBank(material.bank.areas, kept))


def test_a_question_that_was_edited_away_is_not_counted_and_another_is_asked(
    world: World,
) -> None:
    asked = _at_first_question(world)
    material = _without(world.material, asked.question.id)

    following = _at_question(_answer(world, asked.question.id, _right(asked), material))

    assert following.question.id != asked.question.id
    assert _sitting(world).answers == ()
    assert _sitting(world).pending == following.question.id


def test_an_answered_question_may_leave_the_bank_before_the_sitting_is_over(world: World) -> None:
    asked = _at_first_question(world)
    following = _at_question(_answer(world, asked.question.id, _right(asked)))
    material = _without(world.material, asked.question.id)

    third = _at_question(_answer(world, following.question.id, "idk", material))

    assert third.number == 3


def _sit(world: World) -> Result:
    screen: Screen = _at_first_question(world)
    while isinstance(screen, AtQuestion):
        screen = _answer(world, screen.question.id, _right(screen))
    assert isinstance(screen, Result)
    return screen


def test_a_whole_sitting_ends_with_a_verdict_on_each_of_the_ten_areas(world: World) -> None:
    result = _sit(world)

    assert list(result.estimates) == list(world.loaded.bank.areas)
    assert len(result.estimates) == 10
    assert len(result.sitting.answers) <= BUDGET
    assert {estimate.verdict for estimate in result.estimates.values()} <= set(Verdict)
    assert result.track.id == "mlops-pivot"
    with world.begin() as session:
        latest = assessments.latest(session, world.material, ADA)
    assert latest.estimates == result.estimates
    assert latest.sitting.finished_at == result.sitting.finished_at == world.clock.now()


def test_a_finished_sitting_takes_no_more_answers(world: World) -> None:
    result = _sit(world)
    before = world.rows()

    with pytest.raises(NoAssessmentError):
        _answer(world, result.sitting.answers[-1].question)
    with pytest.raises(NoAssessmentError):
        _rate(world, Stage.RATINGS)
    with pytest.raises(NoAssessmentError):
        _tell(world)
    assert world.rows() == before


def test_an_assessment_can_be_taken_again_and_the_first_result_stays_until_it_is_done(
    world: World,
) -> None:
    first = _sit(world)
    world.clock.forward(timedelta(weeks=8))

    _begin(world, seed=8)

    with world.begin() as session:
        assert assessments.latest(session, world.material, ADA).estimates == first.estimates


@pytest.mark.parametrize("wished", ["no-such-track", None])
def test_without_a_track_to_go_by_one_is_recommended(world: World, wished: str | None) -> None:
    world.join(ADA)
    _begin(world)
    _tell(world, About(Work.PLATFORM, "", 5, wished))
    world.assess(ADA)

    with world.begin() as session:
        assert assessments.latest(session, world.material, ADA).track.id == "mlops-pivot"


def test_without_an_assessment_there_is_nothing_to_answer_or_to_read(world: World) -> None:
    world.join(ADA)

    with pytest.raises(NoAssessmentError):
        _tell(world)
    with pytest.raises(NoAssessmentError):
        _rate(world, Stage.RATINGS)
    with pytest.raises(NoAssessmentError):
        _answer(world, "q1")
    with pytest.raises(NotAssessedYetError), world.begin() as session:
        assessments.latest(session, world.material, ADA)


def test_results_are_ones_own(world: World) -> None:
    world.join(ADA, BEN)
    world.assess(ADA)

    with pytest.raises(NotAssessedYetError), world.begin() as session:
        assessments.latest(session, world.material, BEN)
    with pytest.raises(StrangerError):
        _begin(world, STRANGER)
    opened = _begin(world, BEN)
    assert isinstance(opened, AtStage)
    assert opened.engineer.who == BEN
