"""Events that were taken in already: Slack delivers some more than once."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select

from bot.store.database import Session
from bot.store.inserts import insert_if_new
from bot.store.rows import SeenEventRow

_SEEN = select(SeenEventRow.id).where(SeenEventRow.id == bindparam("event"))
_NOTE = insert_if_new(SeenEventRow)
_FORGET = delete(SeenEventRow).where(SeenEventRow.seen_at < bindparam("moment"))


def was_seen(session: Session, event_id: str) -> bool:
    """Whether an event was noted before."""
    return session.scalar(_SEEN, {"event": event_id}) is not None


def note(session: Session, event_id: str, now: datetime) -> None:
    """Note an event; noting it twice changes nothing."""
    _NOTE.run(session, [{"id": event_id, "seen_at": now}])


def forget_before(session: Session, moment: datetime) -> None:
    """Forget events older than *moment*, which Slack will not send again."""
    session.connection().execute(_FORGET, {"moment": moment})
