"""What everybody may ask about themselves."""

from bot.domain.people import Who
from bot.domain.privacy import Access
from bot.services import people
from bot.store import Session
from bot.store import privacy as store


def access_log(session: Session, who: Who) -> tuple[Access, ...]:
    """List who looked at *who*, newest first."""
    return store.of(session, people.require(session, who))
