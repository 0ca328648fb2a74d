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

_OF_WEEK = select(CheckInRow.__table__).where(
    CheckInRow.person_id == bindparam("person"), CheckInRow.week == bindparam("week")
)
_KEEP = insert_or_update(
    CheckInRow,
    key=("person_id", "week"),
    change={"hours": "hours", "confidence": "confidence", "note": "note", "edited_at": "first_at"},
    returning=(CheckInRow.id,),
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
_FORGET_TASKS = delete(CheckInTaskRow).where(CheckInTaskRow.checkin_id == bindparam("checkin"))
_ADD_TASKS = insert(CheckInTaskRow)
_BLOCKER_OF = select(BlockerRow.text, BlockerRow.audience).where(
    BlockerRow.checkin_id == bindparam("checkin")
)
# A closed blocker stays on record; other words in its place are another blocker.
_PART_FROM_CLOSED = (
    update(BlockerRow)
    .where(
        BlockerRow.checkin_id == bindparam("checkin"),
        BlockerRow.closed_at.is_not(None),
        BlockerRow.text != bindparam("words"),
    )
    .values(checkin_id=None)
)
_KEEP_BLOCKER = insert_or_update(
    BlockerRow, key=("checkin_id",), change={"text": "text", "audience": "audience"}
)
_TAKE_BACK_BLOCKER = delete(BlockerRow).where(BlockerRow.checkin_id == bindparam("checkin"))
_OPEN_BLOCKERS = (
    select(BlockerRow.__table__)
    .where(
        BlockerRow.person_id.in_(bindparam("people", expanding=True)),
        BlockerRow.closed_at.is_(None),
    )
    .order_by(BlockerRow.opened_at, BlockerRow.id)
)
_CLOSE = (
    update(BlockerRow)
    .where(
        BlockerRow.id == bindparam("blocker"),
        BlockerRow.person_id == bindparam("person"),
        BlockerRow.closed_at.is_(None),
    )
    .values(closed_at=bindparam("now"))
    .returning(BlockerRow.id)
)


def of_week(session: Session, engineer: Engineer, week: date) -> CheckIn | None:
    """Find what *engineer* answered for *week*."""
    row = session.execute(_OF_WEEK, {"person": engineer.id, "week": week}).one_or_none()
    if row is None:
        return None
    tasks = session.execute(_TASKS, {"checkin": row.id})
    blocker = session.execute(_BLOCKER_OF, {"checkin": row.id}).one_or_none()
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
    ((checkin,),) = _KEEP.run(
        session,
        [
            {
                "person_id": engineer.id,
                "week": week,
                "hours": answer.hours,
                "confidence": answer.confidence.value,
                "note": answer.note,
                "first_at": now,
            }
        ],
    )
    _keep_tasks(session, checkin, answer)
    _keep_blocker(session, engineer, checkin, answer, now)


def _keep_tasks(session: Session, checkin: int, answer: Answer) -> None:
    session.execute(_FORGET_TASKS, {"checkin": checkin})
    rows = [
        {"checkin_id": checkin, "item": key.item, "task": key.task} for key in sorted(answer.tasks)
    ]
    if rows:
        session.execute(_ADD_TASKS, rows)


def _keep_blocker(
    session: Session, engineer: Engineer, checkin: int, answer: Answer, now: datetime
) -> None:
    connection = session.connection()
    connection.execute(_PART_FROM_CLOSED, {"checkin": checkin, "words": answer.blocker})
    if not answer.blocker:
        connection.execute(_TAKE_BACK_BLOCKER, {"checkin": checkin})
        return
    blocker = {
        "person_id": engineer.id,
        "checkin_id": checkin,
        "text": answer.blocker,
        "audience": answer.audience.value,
        "opened_at": now,
    }
    _KEEP_BLOCKER.run(session, [blocker])


def weeks_of(session: Session, people: Collection[int], since: date) -> dict[int, tuple[date, ...]]:
    """List the weeks since *since* with a check-in for each of *people*, newest first."""
    weeks = defaultdict[int, list[date]](list)
    for person, week in session.execute(_WEEKS, {"people": list(people), "since": since}):
        weeks[person].append(week)
    return {person: tuple(weeks[person]) for person in people}


def open_blockers(session: Session, people: Collection[int]) -> dict[int, tuple[Blocker, ...]]:
    """List the open blockers of each of *people*, oldest first."""
    found = defaultdict[int, list[Blocker]](list)
    for row in session.execute(_OPEN_BLOCKERS, {"people": list(people)}):
        found[row.person_id].append(
            Blocker(row.id, row.text, Audience(row.audience), row.opened_at, row.closed_at)
        )
    return {person: tuple(found[person]) for person in people}


def close_blocker(session: Session, engineer: Engineer, blocker: int, now: datetime) -> bool:
    """Close one of *engineer*'s own open blockers; whether there was one to close."""
    closed = session.connection().execute(
        _CLOSE, {"blocker": blocker, "person": engineer.id, "now": now}
    )
    return closed.first() is not None
