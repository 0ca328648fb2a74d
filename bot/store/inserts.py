"""Inserting where repetition is harmless: one statement for two dialects."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute

from bot.store.database import Session
from bot.store.rows import Base


def insert_if_new(
    session: Session,
    row: type[Base],
    values: Sequence[Mapping[str, Any]],
    returning: Sequence[InstrumentedAttribute[Any]] = (),
) -> Executable:
    """Build an insert of *values* that leaves out what a unique key has already."""
    if session.get_bind().dialect.name == "sqlite":
        lite = sqlite.insert(row).values(values).on_conflict_do_nothing()
        return lite.returning(*returning) if returning else lite
    postgres = postgresql.insert(row).values(values).on_conflict_do_nothing()
    return postgres.returning(*returning) if returning else postgres


def insert_or_update(
    session: Session,
    row: type[Base],
    values: Mapping[str, Any],
    *,
    key: Sequence[str],
    change: Mapping[str, Any],
) -> Executable:
    """Build an insert of *values* that applies *change* where *key* is there already."""
    if session.get_bind().dialect.name == "sqlite":
        lite = sqlite.insert(row).values(values)
        return lite.on_conflict_do_update(index_elements=key, set_=change)
    postgres = postgresql.insert(row).values(values)
    return postgres.on_conflict_do_update(index_elements=key, set_=change)
