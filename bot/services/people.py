"""Meeting people: joining, being found, leaving."""

from datetime import datetime

from bot.domain.curriculum import Curriculum
from bot.domain.people import (
    Engineer,
    GuestError,
    Profile,
    Rhythm,
    StrangerError,
    UnknownZoneError,
    Who,
)
from bot.domain.standing import Standing
from bot.domain.weeks import week_of_plan
from bot.services import nudges
from bot.store import Session
from bot.store import assessments as assessment_store
from bot.store import checkins as checkin_store
from bot.store import people as store
from bot.store import plans as plan_store
from bot.store import teams as team_store


def require(session: Session, who: Who) -> Engineer:
    """Find *who*.

    Raises:
        StrangerError: if they have not joined.
    """
    engineer = store.find(session, who)
    if engineer is None:
        raise StrangerError
    return engineer


def hold(session: Session, who: Who) -> Engineer:
    """Find *who* and keep others from changing them until the transaction ends.

    Whatever reads first and writes later begins with this, so that a double
    click comes to the same as a single one.

    Raises:
        StrangerError: if they have not joined.
    """
    engineer = store.hold(session, who)
    if engineer is None:
        raise StrangerError
    return engineer


def join(session: Session, who: Who, profile: Profile, now: datetime) -> Engineer:
    """Take *who* in, with the zone that Slack knows; joining twice changes nothing.

    Raises:
        GuestError: if they are a guest, or no person at all.
    """
    if profile.is_guest:
        raise GuestError
    store.add(session, who, profile, _first_rhythm(profile), now)
    return require(session, who)


def _first_rhythm(profile: Profile) -> Rhythm:
    # Slack may know a zone that our time zone data does not, or none at all.
    try:
        return Rhythm(zone=profile.zone)
    except UnknownZoneError:
        return Rhythm()


def standing(session: Session, curriculum: Curriculum, who: Who, now: datetime) -> Standing:
    """Find out where *who* stands."""
    engineer = require(session, who)
    plan = plan_store.running(session, engineer)
    # A plan whose track the content lost is as good as none: a new one is offered.
    followed = plan if plan and plan.track in curriculum.tracks else None
    return Standing(
        engineer=engineer,
        open_sitting=assessment_store.open_sitting(session, engineer),
        finished_sitting=assessment_store.latest_finished(session, engineer),
        week=week_of_plan(curriculum, engineer, followed, now) if followed else None,
        checked_in=checkin_store.of_week(session, engineer, engineer.week(now)) is not None,
        blockers=checkin_store.open_blockers(session, [engineer.id])[engineer.id],
        teams=team_store.teams_with(session, engineer),
        leads=team_store.led_by(session, engineer),
        at=now,
    )


def leave(session: Session, who: Who, now: datetime) -> None:
    """Stop everything for an account that was closed."""
    engineer = store.hold(session, who)
    if engineer is not None:
        store.set_gone(session, engineer, now)
        nudges.stop(session, engineer, "the account was closed", now)


def come_back(session: Session, who: Who, now: datetime) -> None:
    """Take the rhythm up again for an account that was reopened; others notice nothing."""
    engineer = store.find(session, who)
    if engineer is not None and engineer.gone:
        store.set_gone(session, hold(session, who), None)
        nudges.watch(session, require(session, who), now)
