"""Assessments: begun, resumed at any time, answered, finished."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import sittings as rules
from bot.domain.curriculum import Curriculum, Track
from bot.domain.people import Engineer, Who, Work
from bot.domain.questions import QuestionBank
from bot.domain.sittings import (
    Answered,
    NoAssessmentError,
    NotAssessedYetError,
    Result,
    Screen,
    Sitting,
    Stage,
)
from bot.services import people, plans
from bot.store import Session
from bot.store import assessments as store
from bot.store import people as people_store


@dataclass(frozen=True, slots=True)
class Material:
    """What an assessment is made of."""

    curriculum: Curriculum
    bank: QuestionBank


@dataclass(frozen=True, slots=True)
class About:
    """The first screen, filled in.  Without a *track* one is recommended."""

    work: Work
    target_role: str
    hours_per_week: int
    track: str | None


def begin(session: Session, material: Material, who: Who, seed: int, now: datetime) -> Screen:
    """Start an assessment, or go on where the last one stopped.

    *seed* fixes which questions a new sitting may draw.
    """
    engineer = people.hold(session, who)
    store.begin(session, engineer, seed, material.curriculum.version, now)
    return _current(session, material, engineer, now)


def _require(session: Session, engineer: Engineer) -> Sitting:
    sitting = store.open_sitting(session, engineer)
    if sitting is None:
        raise NoAssessmentError
    return sitting


def tell_about(
    session: Session, material: Material, who: Who, about: About, now: datetime
) -> Screen:
    """Take in the first screen.

    A running plan follows new hours.  A screen that was passed already changes
    nothing, whatever it says.

    Raises:
        BotError: if the hours cannot be meant, or lead to a plan without end.
        NoAssessmentError: if none is open.
    """
    engineer = people.hold(session, who)
    sitting = _require(session, engineer)
    if sitting.stage is Stage.ABOUT:
        engineer = _told(session, material, engineer, about, now)
        store.set_wished_track(session, sitting, about.track)
        store.move(session, sitting, Stage.RATINGS)
    return _current(session, material, engineer, now)


def _told(
    session: Session, material: Material, engineer: Engineer, about: About, now: datetime
) -> Engineer:
    rhythm = replace(engineer.rhythm, hours_per_week=about.hours_per_week)
    people_store.set_rhythm(session, engineer, rhythm)
    people_store.set_work(session, engineer, about.work, about.target_role)
    told = replace(engineer, rhythm=rhythm, work=about.work, target_role=about.target_role)
    plans.redate(session, material.curriculum, told, now)
    return told


def rate(
    session: Session,
    material: Material,
    who: Who,
    stage: Stage,
    ratings: Mapping[str, int],
    now: datetime,
) -> Screen:
    """Take in one of the two rating screens; an area may be left out.

    A screen that was passed already changes nothing, whatever it says.

    Raises:
        NoAssessmentError: if none is open.
    """
    engineer = people.hold(session, who)
    sitting = _require(session, engineer)
    if sitting.stage is stage:
        asked = rules.rating_areas(material.bank, stage)
        store.rate(session, sitting, {a: level for a, level in ratings.items() if a in asked})
        store.move(session, sitting, rules.after_ratings(stage))
    return _current(session, material, engineer, now)


def answer(
    session: Session, material: Material, who: Who, question: str, option: str, now: datetime
) -> Screen:
    """Take in one answer.

    An answer to a question that is not the open one, or that was edited since
    it was shown, changes nothing; the open question is shown again.

    Raises:
        NoAssessmentError: if none is open.
    """
    engineer = people.hold(session, who)
    sitting = _require(session, engineer)
    answered = rules.mark(material.bank, question, option)
    if answered and sitting.stage is Stage.QUESTIONS and question == sitting.pending:
        _keep(session, sitting, answered, now)
    return _current(session, material, engineer, now)


def _keep(session: Session, sitting: Sitting, answered: Answered, now: datetime) -> None:
    store.answer(session, sitting, answered, now)
    store.move(session, sitting, Stage.QUESTIONS, pending=None)


def _current(session: Session, material: Material, engineer: Engineer, now: datetime) -> Screen:
    """Find the screen that is next; draws a question, or finishes, where it is time to."""
    sitting = _require(session, engineer)
    if sitting.stage is not Stage.QUESTIONS:
        return rules.AtStage(engineer, sitting)
    if sitting.pending in material.bank.questions:
        return rules.AtQuestion(sitting, material.bank.questions[sitting.pending or ""])
    track = _track(material.curriculum, engineer, sitting)
    hours = rules.hours_at_stake(material.curriculum, material.bank, track)
    measured = rules.measure(material.bank, sitting, hours)
    if measured.next_question is None:
        return _finish(session, material, engineer, sitting, measured, now)
    store.move(session, sitting, Stage.QUESTIONS, pending=measured.next_question)
    return rules.AtQuestion(
        replace(sitting, pending=measured.next_question),
        material.bank.questions[measured.next_question],
    )


def _finish(
    session: Session,
    material: Material,
    engineer: Engineer,
    sitting: Sitting,
    measured: rules.Measured,
    now: datetime,
) -> Result:
    store.keep_estimates(session, sitting, measured.estimates)
    store.move(session, sitting, Stage.DONE, finished_at=now)
    return _result(material, engineer, replace(sitting, finished_at=now), measured.estimates)


def latest(session: Session, material: Material, who: Who) -> Result:
    """Read the last result.

    Raises:
        NotAssessedYetError: if there is none.
    """
    engineer = people.require(session, who)
    sitting = store.latest_finished(session, engineer)
    if sitting is None:
        raise NotAssessedYetError
    return _result(material, engineer, sitting, store.estimates(session, sitting))


def _result(
    material: Material,
    engineer: Engineer,
    sitting: Sitting,
    estimates: Mapping[str, rules.Estimate],
) -> Result:
    track = _track(material.curriculum, engineer, sitting)
    return Result(engineer, sitting, estimates, material.bank, track)


def _track(curriculum: Curriculum, engineer: Engineer, sitting: Sitting) -> Track:
    wished = sitting.wished_track
    if wished in curriculum.tracks:
        return curriculum.tracks[wished or ""]
    return curriculum.tracks[rules.recommended_track(curriculum, engineer.work)]
