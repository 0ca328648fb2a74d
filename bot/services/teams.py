"""Teams: made by hand, and shown to their leads."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta

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
A_WEEK = timedelta(days=7)
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
        UnknownMemberError: if a member has not joined; then nothing is made.
        TeamExistsError: if there is one of that name.
    """
    lead = people.require(session, who)
    if who.user not in admins and not store.led_by(session, lead):
        raise NotAnAdminError
    if not 1 <= len(name) <= LONGEST_NAME or "@" in name:
        raise TeamNameError
    joining = _known(session, lead, members)
    team = store.create(session, who.workspace, name, lead, now)
    if team is None:
        raise TeamExistsError(name=name)
    store.add_members(session, team, joining, now)
    return team


def add(
    session: Session,
    who: Who,
    name: str,
    members: Sequence[Who],
    now: datetime,
    *,
    admins: Collection[str] = (),
) -> Team:
    """Put *members* into a team that *who* leads; an admin may for any team.

    Raises:
        UnknownTeamError: if there is none of that name.
        NotALeadOfThisTeamError: if *who* does not lead it and is no admin.
        UnknownMemberError: if a member has not joined; then nobody is added.
    """
    adding = people.require(session, who)
    team = _run_by(session, who, name, admins)
    store.add_members(session, team, _known(session, adding, members), now)
    return team


def add_leads(
    session: Session,
    who: Who,
    name: str,
    members: Sequence[Who],
    now: datetime,
    *,
    admins: Collection[str] = (),
) -> Team:
    """Let *members* lead a team beside *who*, who leads it; an admin may for any team.

    Raises:
        UnknownTeamError: if there is none of that name.
        NotALeadOfThisTeamError: if *who* does not lead it and is no admin.
        UnknownMemberError: if one of them has not joined; then nobody is added.
    """
    adding = people.require(session, who)
    team = _run_by(session, who, name, admins)
    store.add_leads(session, team, _known(session, adding, members), now)
    return team


def _run_by(session: Session, who: Who, name: str, admins: Collection[str]) -> Team:
    team = _named(session, who, name)
    if who not in team.leads and who.user not in admins:
        raise NotALeadOfThisTeamError
    return team


def led(session: Session, who: Who) -> tuple[Team, ...]:
    """List the teams that *who* leads."""
    return store.led_by(session, people.require(session, who))


def _named(session: Session, who: Who, name: str) -> Team:
    team = store.named(session, who.workspace, name)
    if team is None:
        raise UnknownTeamError(name=name)
    return team


def _known(session: Session, asking: Engineer, members: Sequence[Who]) -> list[Engineer]:
    """Find *members*; nobody reaches into another workspace than their own."""
    workspace = asking.who.workspace
    known = people_store.by_users(session, workspace, [member.user for member in members])
    for member in members:
        if member not in known:
            raise UnknownMemberError(person=f"<@{member.user}>")
    return list(known.values())


def report(session: Session, curriculum: Curriculum, who: Who, name: str, now: datetime) -> Report:
    """Put together what *who* may see of the team called *name*; without a name, of the first.

    Every look is noted for those who were looked at.

    Raises:
        NotALeadError: if *who* leads no team.
        UnknownTeamError: if there is no team of that name.
        NotALeadOfThisTeamError: if *who* does not lead it.
    """
    lead = people.require(session, who)
    team = _named(session, who, name) if name else _first_led(session, lead)
    if who not in team.leads:
        raise NotALeadOfThisTeamError
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
    weeks = checkin_store.weeks_of(session, engineers, _memory(plans.values(), now))
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


def _memory(plans: Iterable[Plan], now: datetime) -> date:
    """Say from which week on check-ins count: silence is counted from the first of a plan."""
    return min([(now - MEMORY).date(), *(plan.starts_on - A_WEEK for plan in plans)])


def _shared_with_lead(blockers: Collection[Blocker]) -> tuple[Blocker, ...]:
    return tuple(blocker for blocker in blockers if blocker.audience is Audience.LEAD)


def _phase(curriculum: Curriculum, plan: Plan | None) -> str:
    if plan is None:
        return "no plan yet"
    if plan.current is None:
        return "finished"
    if plan.track not in curriculum.tracks:
        return "needs a new plan"
    return phase_of(curriculum.tracks[plan.track], plan.current).title
