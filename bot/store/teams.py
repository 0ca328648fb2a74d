"""Teams, who is in them and who leads them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select

from bot.domain.people import Engineer, Who
from bot.domain.teams import Team
from bot.store.database import Session
from bot.store.inserts import insert_if_new
from bot.store.rows import PersonRow, TeamLeadRow, TeamMemberRow, TeamRow

_NAMED = select(TeamRow.id, TeamRow.name).where(
    TeamRow.workspace_id == bindparam("workspace"), TeamRow.name == bindparam("name")
)
_LED_BY = (
    select(TeamRow.id, TeamRow.name)
    .join(TeamLeadRow, TeamLeadRow.team_id == TeamRow.id)
    .where(TeamLeadRow.person_id == bindparam("person"))
    .order_by(TeamRow.name)
)
_WITH = (
    select(TeamRow.id, TeamRow.name)
    .join(TeamMemberRow, TeamMemberRow.team_id == TeamRow.id)
    .where(TeamMemberRow.person_id == bindparam("person"))
    .order_by(TeamRow.name)
)
_LEADS = (
    select(TeamLeadRow.team_id, PersonRow.workspace_id, PersonRow.slack_user_id)
    .join(PersonRow, PersonRow.id == TeamLeadRow.person_id)
    .where(TeamLeadRow.team_id.in_(bindparam("teams", expanding=True)))
    .order_by(TeamLeadRow.person_id)
)
_MEMBERS = select(TeamMemberRow.person_id).where(TeamMemberRow.team_id == bindparam("team"))
_ADD = insert_if_new(TeamRow, returning=(TeamRow.id,))
_ADD_LEADS = insert_if_new(TeamLeadRow)
_ADD_MEMBERS = insert_if_new(TeamMemberRow)


def named(session: Session, workspace: str, name: str) -> Team | None:
    """Find a team of *workspace* by its name."""
    found = session.execute(_NAMED, {"workspace": workspace, "name": name}).all()
    return next(iter(_teams(session, [(id_, n) for id_, n in found])), None)


def led_by(session: Session, engineer: Engineer) -> tuple[Team, ...]:
    """List the teams that *engineer* leads, by name."""
    found = session.execute(_LED_BY, {"person": engineer.id})
    return _teams(session, [(id_, name) for id_, name in found])


def teams_with(session: Session, engineer: Engineer) -> tuple[Team, ...]:
    """List the teams that *engineer* is in, by name."""
    found = session.execute(_WITH, {"person": engineer.id})
    return _teams(session, [(id_, name) for id_, name in found])


def _teams(session: Session, found: Sequence[tuple[int, str]]) -> tuple[Team, ...]:
    leads = defaultdict[int, list[Who]](list)
    for team, workspace, user in session.execute(_LEADS, {"teams": [id_ for id_, _ in found]}):
        leads[team].append(Who(workspace, user))
    return tuple(Team(id_, name, tuple(leads[id_])) for id_, name in found)


def create(
    session: Session, workspace: str, name: str, lead: Engineer, now: datetime
) -> Team | None:
    """Make a team that *lead* leads; nothing where there is one of that name."""
    made = _ADD.run(session, [{"workspace_id": workspace, "name": name, "created_at": now}])
    if not made:
        return None
    ((team,),) = made
    created = Team(team, name, (lead.who,))
    add_leads(session, created, [lead], now)
    return created


def add_leads(session: Session, team: Team, leads: Sequence[Engineer], now: datetime) -> None:
    """Let *leads* lead *team*; who leads it already goes on."""
    rows = [{"team_id": team.id, "person_id": lead.id, "since": now} for lead in leads]
    _ADD_LEADS.run(session, rows)


def add_members(session: Session, team: Team, members: Sequence[Engineer], now: datetime) -> None:
    """Put *members* into *team*; who is in it already stays."""
    rows = [{"team_id": team.id, "person_id": member.id, "since": now} for member in members]
    _ADD_MEMBERS.run(session, rows)


def member_ids(session: Session, team: Team) -> tuple[int, ...]:
    """List the people in *team*."""
    return tuple(session.scalars(_MEMBERS, {"team": team.id}))
