"""Plans: made from an assessment, read, worked through and moved."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain import plans as rules
from bot.domain.curriculum import Curriculum
from bot.domain.people import Engineer, Who
from bot.domain.plans import (
    NoPlanYetError,
    Plan,
    StaleTaskError,
    TaskKey,
    UnknownTrackError,
    Verdict,
)
from bot.domain.questions import QuestionBank
from bot.domain.sittings import NotAssessedYetError, area_of
from bot.domain.weeks import WeekOfPlan, WholePlan, week_of_plan, whole_plan
from bot.services import nudges, people
from bot.store import Session
from bot.store import assessments as assessment_store
from bot.store import plans as store


def make(
    session: Session,
    curriculum: Curriculum,
    bank: QuestionBank,
    who: Who,
    wish: rules.Wish,
    now: datetime,
) -> WeekOfPlan:
    """Make the plan that *who* wishes for, in place of an earlier one.

    What was done in an earlier plan stays done.

    Raises:
        NotAssessedYetError: without a finished assessment.
        UnknownTrackError: if the content has no such track.
        BotError: if the wish cannot be met; its sentence says why.
    """
    engineer = people.hold(session, who)
    sitting = assessment_store.latest_finished(session, engineer)
    if sitting is None:
        raise NotAssessedYetError
    if wish.track not in curriculum.tracks:
        raise UnknownTrackError
    rules.check_start(wish.starts_on, engineer.day(now))
    estimates = assessment_store.estimates(session, sitting)
    verdicts = {area: estimate.verdict for area, estimate in estimates.items()}
    done = store.done_so_far(session, engineer)
    plan = _build(curriculum, area_of(bank), verdicts, engineer, wish, done)
    earlier = store.running(session, engineer)
    if earlier:
        store.end(session, earlier, now)
    store.add(session, engineer, plan, assessment_id=sitting.id, now=now)
    nudges.watch(session, engineer, now)
    return week_of(session, curriculum, engineer, now)


def _build(
    curriculum: Curriculum,
    areas: Mapping[str, str],
    verdicts: Mapping[str, Verdict],
    engineer: Engineer,
    wish: rules.Wish,
    closed: Mapping[str, frozenset[str]],
) -> Plan:
    outline = rules.outline(curriculum, curriculum.tracks[wish.track], areas, verdicts)
    return Plan(
        id=0,
        track=wish.track,
        content_version=curriculum.version,
        hours_per_week=engineer.rhythm.hours_per_week,
        starts_on=wish.starts_on,
        modules=rules.dated(curriculum, outline.steps, engineer, wish.starts_on, closed),
        left_out=outline.left_out,
    )


def _require(session: Session, engineer: Engineer) -> Plan:
    plan = store.running(session, engineer)
    if plan is None:
        raise NoPlanYetError
    return plan


def this_week(session: Session, curriculum: Curriculum, who: Who, now: datetime) -> WeekOfPlan:
    """Read the week that *who* is in.

    Raises:
        NoPlanYetError: without a plan.
    """
    return week_of(session, curriculum, people.require(session, who), now)


def week_of(
    session: Session, curriculum: Curriculum, engineer: Engineer, now: datetime
) -> WeekOfPlan:
    """Read the week that *engineer* is in.

    Raises:
        NoPlanYetError: without a plan.
    """
    return week_of_plan(curriculum, engineer, _require(session, engineer), now)


def whole(session: Session, curriculum: Curriculum, who: Who, now: datetime) -> WholePlan:
    """Read all of the plan.

    Raises:
        NoPlanYetError: without a plan.
    """
    engineer = people.require(session, who)
    return whole_plan(curriculum, engineer, _require(session, engineer), now)


def close_task(
    session: Session, curriculum: Curriculum, who: Who, key: TaskKey, now: datetime
) -> WeekOfPlan:
    """Note that a task is done; doing it twice changes nothing.

    Raises:
        StaleTaskError: if the plan does not hold the task (any more).
    """
    engineer, plan = _holding(session, who, key)
    store.close_task(session, plan, key, now)
    return week_of(session, curriculum, engineer, now)


def reopen_task(
    session: Session, curriculum: Curriculum, who: Who, key: TaskKey, now: datetime
) -> WeekOfPlan:
    """Take back that a task is done.

    Raises:
        StaleTaskError: if the plan does not hold the task (any more).
    """
    engineer, plan = _holding(session, who, key)
    store.reopen_task(session, plan, key)
    if plan.is_finished:
        nudges.watch(session, engineer, now)
    return week_of(session, curriculum, engineer, now)


def _holding(session: Session, who: Who, key: TaskKey) -> tuple[Engineer, Plan]:
    engineer = people.hold(session, who)
    plan = _require(session, engineer)
    if not plan.has(key):
        raise StaleTaskError
    return engineer, plan


def redate(session: Session, curriculum: Curriculum, engineer: Engineer, now: datetime) -> None:
    """Move what is left of the plan after the pace, the days or the absences changed."""
    plan = store.running(session, engineer)
    if plan is not None:
        store.move(session, rules.redated(curriculum, plan, engineer, engineer.day(now)))
