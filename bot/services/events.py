"""Taking in each of Slack's events once, however often it is delivered."""

from datetime import datetime, timedelta

from bot.store import Session
from bot.store import events as store

MEMORY = timedelta(days=1)


def was_seen(session: Session, event_id: str) -> bool:
    """Whether this event was taken in before."""
    return store.was_seen(session, event_id)


def note(session: Session, event_id: str, now: datetime) -> None:
    """Note that an event was taken in."""
    store.note(session, event_id, now)


def forget_old(session: Session, now: datetime) -> None:
    """Forget events that Slack will not send again."""
    store.forget_before(session, now - MEMORY)
