"""Check-ins, edited in place, and blockers."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import bindparam, delete, insert, select, update

from bot.domain.checkins import Answer, Audience, Blocker, CheckIn, Confidence
from bot.domain.people import Engineer
from bot.domain.plans import TaskKey
from bot.store.database import Session
from bot.store.inserts import insert_or_update
from bot.store.rows import BlockerRow, CheckInRow, CheckInTaskRow

_OF_WEEK = select(CheckInRow).where(
    CheckInRow.person_id == bindparam("person"), CheckInRow.week == bindparam("week")
)
_ID = select(CheckInRow.id).where(
    CheckInRow.person_id == bindparam("person"), CheckInRow.week == bindparam("week")
)
_TASKS = select(CheckInTaskRow.item, CheckInTaskRow.task).where(
    CheckInTaskRow.checkin_id == bindparam("checkin")
)
_WEEKS = (
    select(CheckInRow.person_id, CheckInRow.week)
    .where(
        CheckInRow.person_id.in_(bindparam("people", expanding=True)),
        CheckInRow.week >= bindparam("since"),
    )
    .order_by(CheckInRow.week.desc())
)
_BLOCKER_OF = select(BlockerRow).where(BlockerRow.checkin_id == bindparam("checkin"))
_OPEN_BLOCKERS = (
    select(BlockerRow)
    .where(
        BlockerRow.person_id.in_(bindparam("people", expanding=True)),
        BlockerRow.closed_at.is_(None),
    )
    .order_by(BlockerRow.opened_at, BlockerRow.id)
)


def of_week(session: Session, engineer: Engineer, week: date) -> CheckIn | None:
    """Find what *engineer* answered for *week*."""
    row = session.scalar(_OF_WEEK, {"person": engineer.id, "week": week})
    if row is None:
        return None
    tasks = session.execute(_TASKS, {"checkin": row.id})
    blocker = session.scalar(_BLOCKER_OF, {"checkin": row.id})
    answer = Answer(
        hours=row.hours,
        confidence=Confidence(row.confidence),
        tasks=frozenset(TaskKey(item, task) for item, task in tasks),
        note=row.note,
        blocker=blocker.text if blocker else "",
        audience=Audience(blocker.audience) if blocker else Audience.NOBODY,
    )
    return CheckIn(week, answer, row.first_at, row.edited_at)


def keep(session: Session, engineer: Engineer, week: date, answer: Answer, now: datetime) -> None:
    """Keep *answer* as the one for *week*, in place of an earlier one."""
    told = {"hours": answer.hours, "confidence": answer.confidence.value, "note": answer.note}
    session.execute(
        insert_or_update(
            session,
            CheckInRow,
            {"person_id": engineer.id, "week": week, "first_at": now, **told},
            key=("person_id", "week"),
            change={**told, "edited_at": now},
        )
    )
    checkin = session.scalars(_ID, {"person": engineer.id, "week": week}).one()
    _keep_tasks(session, checkin, answer)
    _keep_blocker(session, engineer, checkin, answer, now)


def _keep_tasks(session: Session, checkin: int, answer: Answer) -> None:
    session.execute(delete(CheckInTaskRow).where(CheckInTaskRow.checkin_id == checkin))
    rows = [
        {"checkin_id": checkin, "item": key.item, "task": key.task} for key in sorted(answer.tasks)
    ]
    if rows:
        session.execute(insert(CheckInTaskRow), rows)


def _keep_blocker(
    session: Session, engineer: Engineer, checkin: int, answer: Answer, now: datetime
) -> None:
    if not answer.blocker:
        session.execute(delete(BlockerRow).where(BlockerRow.checkin_id == checkin))
        return
    told = {"text": answer.blocker, "audience": answer.audience.value}
    session.execute(
        insert_or_update(
            session,
            BlockerRow,
            {"person_id": engineer.id, "checkin_id": checkin, "opened_at": now, **told},
            key=("checkin_id",),
            change=told,
        )
    )


def weeks_of(session: Session, people: Collection[int], since: date) -> dict[int, tuple[date, ...]]:
    """List the weeks since *since* with a check-in for each of *people*, newest first."""
    weeks = defaultdict[int, list[date]](list)
    for person, week in session.execute(_WEEKS, {"people": list(people), "since": since}):
        weeks[person].append(week)
    return {person: tuple(weeks[person]) for person in people}


def open_blockers(session: Session, people: Collection[int]) -> dict[int, tuple[Blocker, ...]]:
    """List the open blockers of each of *people*, oldest first."""
    found = defaultdict[int, list[Blocker]](list)
    for row in session.scalars(_OPEN_BLOCKERS, {"people": list(people)}):
        found[row.person_id].append(
            Blocker(row.id, row.text, Audience(row.audience), row.opened_at, row.closed_at)
        )
    return {person: tuple(found[person]) for person in people}


def close_blocker(session: Session, engineer: Engineer, blocker: int, now: datetime) -> bool:
    """Close one of *engineer*'s own open blockers; whether there was one to close."""
    closed = session.scalars(
        update(BlockerRow)
        .where(
            BlockerRow.id == blocker,
            BlockerRow.person_id == engineer.id,
            BlockerRow.closed_at.is_(None),
        )
        .values(closed_at=now)
        .returning(BlockerRow.id)
    )
    return closed.first() is not None
