"""Teams: made by hand, and shown to their leads."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from bot.domain import teams as rules
from bot.domain.checkins import Audience, Blocker
from bot.domain.curriculum import Curriculum
from bot.domain.people import Engineer, Who
from bot.domain.plans import Plan
from bot.domain.teams import (
    Member,
    NotALeadError,
    NotALeadOfThisTeamError,
    NotAnAdminError,
    Report,
    Team,
    TeamExistsError,
    TeamNameError,
    UnknownMemberError,
    UnknownTeamError,
)
from bot.domain.weeks import phase_of
from bot.services import people
from bot.store import Session
from bot.store import checkins as checkin_store
from bot.store import people as people_store
from bot.store import plans as plan_store
from bot.store import privacy as privacy_store
from bot.store import teams as store

LONGEST_NAME = 40
MEMORY = timedelta(weeks=12)


def create(
    session: Session,
    who: Who,
    name: str,
    members: Sequence[Who],
    *,
    admins: Collection[str],
    now: datetime,
) -> Team:
    """Make a team that *who* leads, with *members*.

    Raises:
        NotAnAdminError: unless *who* is an admin or leads a team already.
        TeamNameError: if the name is empty or too long.
        TeamExistsError: if there is one of that name.
        UnknownMemberError: if a member has not joined; then nothing is made.
    """
    lead = people.require(session, who)
    if who.user not in admins and not store.led_by(session, lead):
        raise NotAnAdminError
    if not 1 <= len(name) <= LONGEST_NAME:
        raise TeamNameError
    if store.named(session, who.workspace, name):
        raise TeamExistsError(name=name)
    joining = _known(session, members)
    team = store.create(session, who.workspace, name, lead, now)
    store.add_members(session, team, joining, now)
    return team


def add(session: Session, who: Who, name: str, members: Sequence[Who], now: datetime) -> Team:
    """Put *members* into a team that *who* leads.

    Raises:
        UnknownTeamError: if there is none of that name.
        NotALeadOfThisTeamError: if *who* does not lead it.
        UnknownMemberError: if a member has not joined; then nobody is added.
    """
    team = _led(session, who, name)
    store.add_members(session, team, _known(session, members), now)
    return team


def led(session: Session, who: Who) -> tuple[Team, ...]:
    """List the teams that *who* leads."""
    return store.led_by(session, people.require(session, who))


def _led(session: Session, who: Who, name: str) -> Team:
    people.require(session, who)
    team = store.named(session, who.workspace, name)
    if team is None:
        raise UnknownTeamError(name=name)
    if who not in team.leads:
        raise NotALeadOfThisTeamError
    return team


def _known(session: Session, members: Sequence[Who]) -> list[Engineer]:
    known = []
    for member in members:
        engineer = people_store.find(session, member)
        if engineer is None:
            raise UnknownMemberError(person=f"<@{member.user}>")
        known.append(engineer)
    return known


def report(session: Session, curriculum: Curriculum, who: Who, name: str, now: datetime) -> Report:
    """Put together what *who* may see of the team called *name*; without a name, of the first.

    Every look is noted for those who were looked at.

    Raises:
        NotALeadError: if *who* leads no team.
        UnknownTeamError: if there is no team of that name.
        NotALeadOfThisTeamError: if *who* does not lead it.
    """
    lead = people.require(session, who)
    team = _led(session, who, name) if name else _first_led(session, lead)
    members = _members(session, curriculum, team, now)
    seen = [member.engineer.id for member in members]
    privacy_store.note(session, lead, seen, "team report", now)
    return rules.report(team, members, now)


def _first_led(session: Session, lead: Engineer) -> Team:
    teams = store.led_by(session, lead)
    if not teams:
        raise NotALeadError
    return teams[0]


def _members(
    session: Session, curriculum: Curriculum, team: Team, now: datetime
) -> tuple[Member, ...]:
    engineers = people_store.by_ids(session, store.member_ids(session, team))
    plans = plan_store.running_of(session, engineers)
    weeks = checkin_store.weeks_of(session, engineers, (now - MEMORY).date())
    blockers = checkin_store.open_blockers(session, engineers)
    return tuple(
        Member(
            engineer,
            plans.get(person),
            _phase(curriculum, plans.get(person)),
            weeks[person],
            _shared_with_lead(blockers[person]),
        )
        for person, engineer in engineers.items()
        if not engineer.gone
    )


def _shared_with_lead(blockers: Collection[Blocker]) -> tuple[Blocker, ...]:
    return tuple(blocker for blocker in blockers if blocker.audience is Audience.LEAD)


def _phase(curriculum: Curriculum, plan: Plan | None) -> str:
    if plan is None:
        return "no plan yet"
    if plan.current is None:
        return "finished"
    return phase_of(curriculum.tracks[plan.track], plan.current).title
