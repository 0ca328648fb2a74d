"""Assessments: sittings, self-ratings, answers and what they say."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update

from bot.domain.people import Engineer
from bot.domain.plans import Verdict
from bot.domain.sittings import Answered, Estimate, Outcome, Sitting, Stage
from bot.store.database import Session
from bot.store.inserts import insert_if_new, insert_or_update
from bot.store.rows import AnswerRow, AssessmentRow, EstimateRow, RatingRow

_OPEN = select(AssessmentRow.__table__).where(
    AssessmentRow.person_id == bindparam("person"), AssessmentRow.finished_at.is_(None)
)
_LATEST = (
    select(AssessmentRow.__table__)
    .where(AssessmentRow.person_id == bindparam("person"), AssessmentRow.finished_at.is_not(None))
    .order_by(AssessmentRow.finished_at.desc(), AssessmentRow.id.desc())
    .limit(1)
)
_RATINGS = select(RatingRow.area, RatingRow.level).where(
    RatingRow.assessment_id == bindparam("assessment")
)
_ANSWERS = (
    select(AnswerRow.question, AnswerRow.option, AnswerRow.outcome)
    .where(AnswerRow.assessment_id == bindparam("assessment"))
    .order_by(AnswerRow.answered_at, AnswerRow.question)
)
_ESTIMATES = select(EstimateRow.__table__).where(
    EstimateRow.assessment_id == bindparam("assessment")
)
_BEGIN = insert_if_new(AssessmentRow)
_THIS = update(AssessmentRow).where(AssessmentRow.id == bindparam("assessment"))
_MOVE = _THIS.values(
    stage=bindparam("to_stage"),
    pending_question=bindparam("question"),
    finished_at=bindparam("at"),
)
_WISH = _THIS.values(wished_track=bindparam("track"))
_RATE = insert_or_update(RatingRow, key=("assessment_id", "area"), change={"level": "level"})
_ANSWER = insert_if_new(AnswerRow)
_KEEP_ESTIMATES = insert_if_new(EstimateRow)


def open_sitting(session: Session, engineer: Engineer) -> Sitting | None:
    """Find the sitting that *engineer* has not finished."""
    return _sitting(session, session.execute(_OPEN, {"person": engineer.id}).one_or_none())


def latest_finished(session: Session, engineer: Engineer) -> Sitting | None:
    """Find the last sitting that *engineer* finished."""
    return _sitting(session, session.execute(_LATEST, {"person": engineer.id}).one_or_none())


def _sitting(session: Session, row: Row[Any] | None) -> Sitting | None:
    if row is None:
        return None
    ratings = session.execute(_RATINGS, {"assessment": row.id}).all()
    answers = session.execute(_ANSWERS, {"assessment": row.id})
    return Sitting(
        id=row.id,
        stage=Stage(row.stage),
        seed=row.seed,
        wished_track=row.wished_track,
        pending=row.pending_question,
        ratings=dict(ratings),
        answers=tuple(Answered(q, option, Outcome(outcome)) for q, option, outcome in answers),
        finished_at=row.finished_at,
    )


def begin(
    session: Session, engineer: Engineer, seed: int, content_version: str, now: datetime
) -> None:
    """Open a sitting for *engineer*, unless one is open."""
    values = {
        "person_id": engineer.id,
        "stage": Stage.ABOUT.value,
        "seed": seed,
        "content_version": content_version,
        "started_at": now,
    }
    _BEGIN.run(session, [values])


def move(
    session: Session,
    sitting: Sitting,
    stage: Stage,
    *,
    pending: str | None = None,
    finished_at: datetime | None = None,
) -> None:
    """Bring *sitting* to *stage*, with the question that is open now."""
    session.connection().execute(
        _MOVE,
        {
            "assessment": sitting.id,
            "to_stage": stage.value,
            "question": pending,
            "at": finished_at,
        },
    )


def set_wished_track(session: Session, sitting: Sitting, track: str | None) -> None:
    """Keep the track that the engineer asked for, or nothing for a recommendation."""
    session.connection().execute(_WISH, {"assessment": sitting.id, "track": track})


def rate(session: Session, sitting: Sitting, ratings: Mapping[str, int]) -> None:
    """Keep self-ratings; a later one for the same area replaces the earlier."""
    rows = [
        {"assessment_id": sitting.id, "area": area, "level": level}
        for area, level in ratings.items()
    ]
    _RATE.run(session, rows)


def answer(session: Session, sitting: Sitting, answered: Answered, now: datetime) -> None:
    """Keep an answer; the first one to a question counts."""
    values = {
        "assessment_id": sitting.id,
        "question": answered.question,
        "option": answered.option,
        "outcome": answered.outcome.value,
        "answered_at": now,
    }
    _ANSWER.run(session, [values])


def keep_estimates(session: Session, sitting: Sitting, estimates: Mapping[str, Estimate]) -> None:
    """Keep what a finished sitting says, area by area."""
    rows = [
        {
            "assessment_id": sitting.id,
            "area": area,
            "p_study": estimate.study,
            "p_skim": estimate.skim,
            "p_skip": estimate.skip,
            "theta": estimate.theta,
            "sd": estimate.sd,
            "verdict": estimate.verdict.value,
        }
        for area, estimate in estimates.items()
    ]
    _KEEP_ESTIMATES.run(session, rows)


def estimates(session: Session, sitting: Sitting) -> dict[str, Estimate]:
    """Read what a finished sitting says, area by area."""
    return {
        row.area: Estimate(
            study=row.p_study,
            skim=row.p_skim,
            skip=row.p_skip,
            theta=row.theta,
            sd=row.sd,
            verdict=Verdict(row.verdict),
        )
        for row in session.execute(_ESTIMATES, {"assessment": sitting.id})
    }
