"""People: their settings and their absences."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, update

from bot.domain.people import Away, Engineer, Profile, Rhythm, Who, Work
from bot.store.database import Session
from bot.store.inserts import insert_if_new
from bot.store.rows import AwayRow, PersonRow, WorkspaceRow

# Plain columns, here and in the other stores: faster than mapped objects, and
# nothing that a later statement changes could be read from memory.
_PEOPLE = select(PersonRow.__table__)
_BY_USERS = _PEOPLE.where(
    PersonRow.workspace_id == bindparam("workspace"),
    PersonRow.slack_user_id.in_(bindparam("users", expanding=True)),
)
# Rows that refer to this person may still be written meanwhile.
_PAUSED = select(PersonRow.paused_at).where(PersonRow.id == bindparam("id"))
_HOLD = _BY_USERS.with_for_update(key_share=True)
_BY_IDS = _PEOPLE.where(PersonRow.id.in_(bindparam("ids", expanding=True)))
_AWAYS = (
    select(AwayRow.person_id, AwayRow.first, AwayRow.last)
    .where(AwayRow.person_id.in_(bindparam("ids", expanding=True)))
    .order_by(AwayRow.first)
)
_CHANNELS = select(PersonRow.id, PersonRow.dm_channel).where(
    PersonRow.id.in_(bindparam("ids", expanding=True)), PersonRow.dm_channel.is_not(None)
)
_ADD_WORKSPACE = insert_if_new(WorkspaceRow)
_ADD = insert_if_new(PersonRow)
_ADD_AWAY = insert_if_new(AwayRow)


def find(session: Session, who: Who) -> Engineer | None:
    """Find the person whom Slack calls *who*."""
    return by_users(session, who.workspace, [who.user]).get(who)


def hold(session: Session, who: Who) -> Engineer | None:
    """Find *who*, and make everybody else who holds them wait until this transaction ends."""
    rows = session.execute(_HOLD, {"workspace": who.workspace, "users": [who.user]}).all()
    return next(iter(_engineers(session, rows).values()), None)


def by_users(session: Session, workspace: str, users: Collection[str]) -> dict[Who, Engineer]:
    """Find people of *workspace*, in two statements however many there are."""
    rows = session.execute(_BY_USERS, {"workspace": workspace, "users": list(users)}).all()
    return {engineer.who: engineer for engineer in _engineers(session, rows).values()}


def by_ids(session: Session, ids: Collection[int]) -> dict[int, Engineer]:
    """Find people by their ids, in two statements however many there are."""
    return _engineers(session, session.execute(_BY_IDS, {"ids": list(ids)}).all())


def _engineers(session: Session, rows: Sequence[Row[Any]]) -> dict[int, Engineer]:
    aways = defaultdict[int, list[Away]](list)
    for person, first, last in session.execute(_AWAYS, {"ids": [row.id for row in rows]}):
        aways[person].append(Away(first, last))
    return {row.id: _engineer(row, tuple(aways[row.id])) for row in rows}


def _engineer(row: Row[Any], aways: tuple[Away, ...]) -> Engineer:
    return Engineer(
        id=row.id,
        who=Who(row.workspace_id, row.slack_user_id),
        name=row.name,
        rhythm=Rhythm(
            zone=row.zone,
            nudge_day=row.nudge_day,
            nudge_at=row.nudge_at,
            checkin_at=row.checkin_at,
            hours_per_week=row.hours_per_week,
            working_days=frozenset(int(day) for day in row.working_days),
        ),
        aways=aways,
        paused=row.paused_at is not None,
        gone=row.gone_at is not None,
        work=Work(row.work) if row.work else None,
        target_role=row.target_role,
    )


def add(session: Session, who: Who, profile: Profile, rhythm: Rhythm, now: datetime) -> None:
    """Take *who* in, unless they are here already."""
    workspace = {"id": who.workspace, "created_at": now}
    person = {
        "workspace_id": who.workspace,
        "slack_user_id": who.user,
        "name": profile.name,
        "joined_at": now,
        "watched_since": now,
        **_rhythm_values(rhythm),
    }
    _ADD_WORKSPACE.run(session, [workspace])
    _ADD.run(session, [person])


def _rhythm_values(rhythm: Rhythm) -> Mapping[str, object]:
    return {
        "zone": rhythm.zone,
        "nudge_day": rhythm.nudge_day,
        "nudge_at": rhythm.nudge_at,
        "checkin_at": rhythm.checkin_at,
        "hours_per_week": rhythm.hours_per_week,
        "working_days": "".join(str(day) for day in sorted(rhythm.working_days)),
    }


def set_rhythm(session: Session, engineer: Engineer, rhythm: Rhythm) -> None:
    """Keep a new rhythm."""
    session.execute(
        update(PersonRow).where(PersonRow.id == engineer.id).values(**_rhythm_values(rhythm))
    )


def set_work(session: Session, engineer: Engineer, work: Work, target_role: str) -> None:
    """Keep what the engineer does and wants to become."""
    session.execute(
        update(PersonRow)
        .where(PersonRow.id == engineer.id)
        .values(work=work.value, target_role=target_role)
    )


def set_paused(session: Session, engineer: Engineer, since: datetime | None) -> None:
    """Pause from *since* on, or resume with nothing."""
    session.execute(update(PersonRow).where(PersonRow.id == engineer.id).values(paused_at=since))


def paused_since(session: Session, engineer: Engineer) -> datetime | None:
    """Say since when *engineer* is paused, or nothing when they are not."""
    return session.scalar(_PAUSED, {"id": engineer.id})


def set_gone(session: Session, engineer: Engineer, since: datetime | None) -> None:
    """Note that the account was closed, or with nothing that it is open again."""
    session.execute(update(PersonRow).where(PersonRow.id == engineer.id).values(gone_at=since))


def add_away(session: Session, engineer: Engineer, away: Away) -> None:
    """Note days away, once."""
    values = {"person_id": engineer.id, "first": away.first, "last": away.last}
    _ADD_AWAY.run(session, [values])


def clear_away(session: Session, engineer: Engineer, today: date) -> None:
    """Forget the days away from *today* on; those that have passed stay on record."""
    of_person = AwayRow.person_id == engineer.id
    session.execute(delete(AwayRow).where(of_person, AwayRow.first >= today))
    session.execute(
        update(AwayRow)
        .where(of_person, AwayRow.last >= today)
        .values(last=today - timedelta(days=1))
    )


def dm_channels(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Name the direct-message channels with people; one that was never opened is left out."""
    rows = session.execute(_CHANNELS, {"ids": list(ids)})
    return {person: channel for person, channel in rows if channel}


def set_dm_channel(session: Session, engineer_id: int, channel: str) -> None:
    """Keep the direct-message channel with this person."""
    session.execute(update(PersonRow).where(PersonRow.id == engineer_id).values(dm_channel=channel))
