"""The access log: who looked at whom, and when."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, insert, select

from bot.domain.people import Engineer
from bot.domain.privacy import Access
from bot.store.database import Session
from bot.store.rows import AccessRow, PersonRow

_OF_PERSON = (
    select(PersonRow.name, AccessRow.what, AccessRow.at)
    .join(PersonRow, PersonRow.id == AccessRow.viewer_id)
    .where(AccessRow.person_id == bindparam("person"))
    .order_by(AccessRow.at.desc(), AccessRow.id.desc())
    .limit(20)
)
_NOTE = insert(AccessRow)


def note(
    session: Session, viewer: Engineer, people: Collection[int], what: str, now: datetime
) -> None:
    """Note that *viewer* looked at *people*; a look at oneself is nobody's business."""
    rows = [
        {"viewer_id": viewer.id, "person_id": person, "what": what, "at": now}
        for person in people
        if person != viewer.id
    ]
    if rows:
        session.execute(_NOTE, rows)


def of(session: Session, engineer: Engineer) -> tuple[Access, ...]:
    """List the last twenty looks at *engineer*, newest first."""
    found = session.execute(_OF_PERSON, {"person": engineer.id})
    return tuple(Access(viewer, what, at) for viewer, what, at in found)
