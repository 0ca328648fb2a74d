"""People: their settings, their absences and when the clock looks at them next."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from bot.domain.people import Away, Engineer, Profile, Rhythm, Who, Work
from bot.store.database import Session
from bot.store.inserts import insert_if_new
from bot.store.rows import AwayRow, PersonRow, WorkspaceRow

_BY_WHO = select(PersonRow).where(
    PersonRow.workspace_id == bindparam("workspace"), PersonRow.slack_user_id == bindparam("user")
)
_HOLD = (
    select(PersonRow.id)
    .where(
        PersonRow.workspace_id == bindparam("workspace"),
        PersonRow.slack_user_id == bindparam("user"),
    )
    .with_for_update()
)
_BY_IDS = select(PersonRow).where(PersonRow.id.in_(bindparam("ids", expanding=True)))
_AWAYS = (
    select(AwayRow.person_id, AwayRow.first, AwayRow.last)
    .where(AwayRow.person_id.in_(bindparam("ids", expanding=True)))
    .order_by(AwayRow.first)
)
_CHANNELS = select(PersonRow.id, PersonRow.dm_channel).where(
    PersonRow.id.in_(bindparam("ids", expanding=True)), PersonRow.dm_channel.is_not(None)
)


def find(session: Session, who: Who) -> Engineer | None:
    """Find the person whom Slack calls *who*."""
    row = session.scalar(_BY_WHO, {"workspace": who.workspace, "user": who.user})
    return _engineers(session, [row])[row.id] if row else None


def hold(session: Session, who: Who) -> None:
    """Make everybody else who holds *who* wait until this transaction ends."""
    session.execute(_HOLD, {"workspace": who.workspace, "user": who.user})


def by_ids(session: Session, ids: Collection[int]) -> dict[int, Engineer]:
    """Find people by their ids, in two statements however many there are."""
    return _engineers(session, session.scalars(_BY_IDS, {"ids": list(ids)}).all())


def _engineers(session: Session, rows: Collection[PersonRow]) -> dict[int, Engineer]:
    aways = defaultdict[int, list[Away]](list)
    for person, first, last in session.execute(_AWAYS, {"ids": [row.id for row in rows]}):
        aways[person].append(Away(first, last))
    return {row.id: _engineer(row, tuple(aways[row.id])) for row in rows}


def _engineer(row: PersonRow, aways: tuple[Away, ...]) -> Engineer:
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
    session.execute(insert_if_new(session, WorkspaceRow, [workspace]))
    session.execute(insert_if_new(session, PersonRow, [person]))


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


def set_gone(session: Session, engineer: Engineer, since: datetime | None) -> None:
    """Note that the account was closed, or with nothing that it is open again."""
    session.execute(update(PersonRow).where(PersonRow.id == engineer.id).values(gone_at=since))


def add_away(session: Session, engineer: Engineer, away: Away) -> None:
    """Note days away, once."""
    values = {"person_id": engineer.id, "first": away.first, "last": away.last}
    session.execute(insert_if_new(session, AwayRow, [values]))


def clear_away(session: Session, engineer: Engineer) -> None:
    """Forget all days away."""
    session.execute(delete(AwayRow).where(AwayRow.person_id == engineer.id))


def dm_channels(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Name the direct-message channels with people; one that was never opened is left out."""
    rows = session.execute(_CHANNELS, {"ids": list(ids)})
    return {person: channel for person, channel in rows if channel}


def set_dm_channel(session: Session, engineer_id: int, channel: str) -> None:
    """Keep the direct-message channel with this person."""
    session.execute(update(PersonRow).where(PersonRow.id == engineer_id).values(dm_channel=channel))


def watch(session: Session, engineer_id: int, since: datetime, look_at: datetime | None) -> None:
    """Note up to when the clock has decided, and when it looks again."""
    session.execute(
        update(PersonRow)
        .where(PersonRow.id == engineer_id)
        .values(watched_since=since, look_at=look_at)
    )
