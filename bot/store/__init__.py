"""Rows and SQL, nothing else: rows stay here, domain objects leave."""

from bot.store.database import Session, Sessions, connect

__all__ = ["Session", "Sessions", "connect"]
