"""Whom the clock looks at, and when: "is anything due?" is one look into an index."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select, update

from bot.domain.nudges import Review
from bot.store.database import Session
from bot.store.rows import PersonRow

_DUE = (
    select(PersonRow.id, PersonRow.watched_since)
    .where(PersonRow.look_at <= bindparam("now"))
    .order_by(PersonRow.look_at, PersonRow.id)
    .limit(bindparam("limit"))
    .with_for_update(key_share=True, skip_locked=True)
)
_DUE_ONE = (
    select(PersonRow.id, PersonRow.watched_since)
    .where(PersonRow.id == bindparam("person"), PersonRow.look_at <= bindparam("now"))
    .with_for_update(key_share=True, skip_locked=True)
)
_NEXT = select(func.min(PersonRow.look_at))
_ALL = (
    select(PersonRow.id, PersonRow.watched_since, PersonRow.look_at)
    .where(PersonRow.look_at.is_not(None))
    .order_by(PersonRow.id)
)
_KEEP = (
    update(PersonRow)
    .where(PersonRow.id == bindparam("person"))
    .values(watched_since=bindparam("since"), look_at=bindparam("next_look"))
)
_LATER = (
    update(PersonRow)
    .where(PersonRow.id == bindparam("person"))
    .values(look_at=bindparam("next_look"))
)


@dataclass(frozen=True, slots=True)
class Watch:
    """How the clock watches over one person."""

    person_id: int
    since: datetime
    look_at: datetime


def due_people(session: Session, now: datetime, limit: int) -> dict[int, datetime]:
    """List at most *limit* people to look at, each with the moment decided up to.

    On PostgreSQL those whom another process looks at right now are left out.
    """
    return dict(session.execute(_DUE, {"now": now, "limit": limit}).all())


def due_person(session: Session, person: int, now: datetime) -> dict[int, datetime]:
    """Say up to which moment one person is decided; nothing when it is not their turn."""
    return dict(session.execute(_DUE_ONE, {"person": person, "now": now}).all())


def keep(session: Session, reviews: Mapping[int, Review]) -> None:
    """Note for each person up to when the clock has decided, and when it looks again."""
    rows = [
        {"person": person, "since": review.since, "next_look": review.look_at}
        for person, review in reviews.items()
    ]
    session.connection().execute(_KEEP, rows)


def look_later(session: Session, person: int, look_at: datetime) -> None:
    """Look at a person at *look_at*, and not before."""
    session.connection().execute(_LATER, {"person": person, "next_look": look_at})


def next_look(session: Session) -> datetime | None:
    """Say when there is next anybody to look at."""
    return session.scalar(_NEXT)


def watches(session: Session) -> tuple[Watch, ...]:
    """List everybody whom the clock watches over."""
    return tuple(
        Watch(person, since, look_at) for person, since, look_at in session.execute(_ALL) if look_at
    )
