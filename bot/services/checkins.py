"""Check-ins: opened at any time, answered, edited."""

from datetime import date, datetime, timedelta

from bot.domain.checkins import (
    Answer,
    CheckInForm,
    StaleBlockerError,
    StaleCheckInError,
    parse_blocker,
)
from bot.domain.curriculum import Curriculum
from bot.domain.people import Who
from bot.services import nudges, people, plans
from bot.store import Session
from bot.store import checkins as store

A_WEEK = timedelta(days=7)


def open_form(
    session: Session, curriculum: Curriculum, who: Who, asked: date | None, now: datetime
) -> CheckInForm:
    """Open the check-in of the week *asked*, or else this week's, with what was answered before.

    An invitation keeps its week, so that a late answer counts for the week it is
    about; one from before last week opens this week's.

    Raises:
        NoPlanYetError: without a plan there is nothing to check in on.
    """
    week = plans.this_week(session, curriculum, who, now)
    of = asked if asked and asked in _answerable(week.week) else week.week
    return CheckInForm(week, of, store.of_week(session, week.engineer, of))


def _answerable(week: date) -> frozenset[date]:
    return frozenset({week, week - A_WEEK})


def submit(
    session: Session, curriculum: Curriculum, who: Who, week: date, answer: Answer, now: datetime
) -> CheckInForm:
    """Keep the answer for *week*; a second one edits the first.

    Tasks that the plan does not hold are left out.  Nothing is closed by
    this: progress comes from tasks that are done in the plan.

    Raises:
        NoPlanYetError: without a plan there is nothing to check in on.
        StaleCheckInError: if the form was opened before last week.
    """
    engineer = people.hold(session, who)
    shown = plans.week_of(session, curriculum, engineer, now)
    if week not in _answerable(shown.week):
        raise StaleCheckInError
    held = frozenset(key for key in answer.tasks if shown.plan.has(key))
    given = store.of_week(session, engineer, week)
    # The form offers open tasks only, so those closed since stay as they were ticked.
    closed = {key for key in given.answer.tasks if shown.plan.is_done(key)} if given else set()
    store.keep(session, engineer, week, answer.about(held | closed), now)
    nudges.watch(session, engineer, now)
    return CheckInForm(shown, week, store.of_week(session, engineer, week))


def close_blocker(session: Session, who: Who, blocker: str, now: datetime) -> None:
    """Close one of one's own blockers.

    Raises:
        StaleBlockerError: if it is not one's own, or closed already.
    """
    engineer = people.require(session, who)
    if not store.close_blocker(session, engineer, parse_blocker(blocker), now):
        raise StaleBlockerError
