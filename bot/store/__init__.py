"""Rows and SQL, nothing else: rows stay here, domain objects leave."""

from bot.store.database import Session, Sessions, connect, disconnect

__all__ = ["Session", "Sessions", "connect", "disconnect"]
