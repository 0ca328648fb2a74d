"""Bringing the database to the shape that this version of the program knows."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from bot.store.database import Sessions, engine_of

UnknownRevisionError = CommandError


def migrate(sessions: Sessions, folder: Path, to: str = "head") -> str:
    """Move the schema to revision *to* ("head", "base" or an id), in one transaction.

    The older the revision, the less is left: "base" empties the database.

    Raises:
        UnknownRevisionError: if there is no such revision.
    """
    config = _config(folder)
    with _unhurried(sessions) as connection:
        config.attributes["connection"] = connection
        current = MigrationContext.configure(connection).get_current_revision()
        if _is_older(config, to, current):
            command.downgrade(config, to)
        else:
            command.upgrade(config, to)
    return current_revision(sessions)


@contextmanager
def _unhurried(sessions: Sessions) -> Iterator[Connection]:
    """Begin a transaction in which tables may be rebuilt, however long it takes."""
    with engine_of(sessions).connect() as connection:
        if connection.dialect.name == "sqlite":
            # To change a table, SQLite copies and drops it; with foreign keys on,
            # that would delete every row which refers to it.  The connection is
            # closed afterwards rather than lent on without them.
            connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
            connection.detach()
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
            yield connection


def current_revision(sessions: Sessions) -> str:
    """Name the revision the database is at, or nothing for an empty one."""
    with sessions.begin() as session:
        return MigrationContext.configure(session.connection()).get_current_revision() or ""


def head_revision(folder: Path) -> str:
    """Name the revision that this version of the program knows."""
    return ScriptDirectory.from_config(_config(folder)).get_current_head() or ""


def _config(folder: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("path_separator", "os")
    return config


def _is_older(config: Config, to: str, current: str | None) -> bool:
    if to == "base":
        return True
    if to == "head" or current is None:
        return False
    script = ScriptDirectory.from_config(config)
    older = {revision.revision for revision in script.iterate_revisions(current, "base")}
    return to in older and to != current
