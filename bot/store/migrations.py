"""Bringing the database to the shape that this version of the program knows."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.store.database import Sessions


def migrate(sessions: Sessions, folder: Path, to: str = "head") -> str:
    """Move the schema to revision *to* ("head", "base" or an id), in one transaction.

    The older the revision, the less is left: "base" empties the database.
    """
    config = _config(folder)
    with sessions.begin() as session:
        connection = session.connection()
        config.attributes["connection"] = connection
        current = MigrationContext.configure(connection).get_current_revision()
        if _is_older(config, to, current):
            command.downgrade(config, to)
        else:
            command.upgrade(config, to)
    return current_revision(sessions)


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
