"""Inserting where repetition is harmless, written once for two dialects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Insert, Row
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute

from bot.store.database import Session
from bot.store.rows import Base


@dataclass(frozen=True, slots=True, eq=False)
class HarmlessInsert:
    """An insert that may be repeated, ready for each dialect.  It is built once, at import."""

    by_dialect: Mapping[str, Insert]

    def run(self, session: Session, rows: Sequence[Mapping[str, Any]]) -> Sequence[Row[Any]]:
        """Insert *rows*, and answer what it returns of those that are new or changed."""
        if not rows:
            return ()
        connection = session.connection()
        result = connection.execute(self.by_dialect[connection.dialect.name], rows)
        return result.all() if result.returns_rows else ()


def insert_if_new(
    row: type[Base], returning: Sequence[InstrumentedAttribute[Any]] = ()
) -> HarmlessInsert:
    """Build an insert that leaves out what a unique key has already."""
    inserts = {
        "sqlite": sqlite.insert(row).on_conflict_do_nothing(),
        "postgresql": postgresql.insert(row).on_conflict_do_nothing(),
    }
    return _returning(inserts, returning)


def insert_or_update(
    row: type[Base],
    *,
    key: Sequence[str],
    change: Mapping[str, str],
    returning: Sequence[InstrumentedAttribute[Any]] = (),
) -> HarmlessInsert:
    """Build an insert that changes the row instead where *key* is there already.

    *change* names each column that changes, and the column of the refused row
    that it takes its value from.
    """
    lite, postgres = sqlite.insert(row), postgresql.insert(row)
    inserts = {
        "sqlite": lite.on_conflict_do_update(
            index_elements=key, set_={to: lite.excluded[of] for to, of in change.items()}
        ),
        "postgresql": postgres.on_conflict_do_update(
            index_elements=key, set_={to: postgres.excluded[of] for to, of in change.items()}
        ),
    }
    return _returning(inserts, returning)


def _returning(
    inserts: Mapping[str, Insert], columns: Sequence[InstrumentedAttribute[Any]]
) -> HarmlessInsert:
    if not columns:
        return HarmlessInsert(inserts)
    return HarmlessInsert({name: one.returning(*columns) for name, one in inserts.items()})
