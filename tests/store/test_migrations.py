import ast
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import Inspector, inspect

from bot.domain.people import Away
from bot.store import Sessions, connect, disconnect, people
from bot.store.database import engine_of
from bot.store.migrations import current_revision, head_revision, migrate
from bot.store.rows import Base
from tests.conftest import MIGRATIONS
from tests.store.conftest import ADA, found, join, opened

A_DAY_OFF = Away(date(2026, 12, 24), date(2026, 12, 24))

# A change that SQLite can only make by copying a table that others refer to.
REBUILDS_PEOPLE = """
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def rebuilt():
    always = op.get_bind().dialect.name == "sqlite"
    return op.batch_alter_table("people", recreate="always" if always else "never")


def upgrade():
    with rebuilt() as people:
        people.add_column(sa.Column("nickname", sa.Text(), nullable=True))


def downgrade():
    with rebuilt() as people:
        people.drop_column("nickname")
"""

NOTES_ITS_TIMEOUT = """
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.execute("CREATE TABLE patience AS SELECT current_setting('statement_timeout') AS ms")


def downgrade():
    op.execute("DROP TABLE patience")
"""


@pytest.fixture
def sessions(database_url: str) -> Iterator[Sessions]:
    """Sessions on a database of one's own: these tests change its tables."""
    yield from opened(database_url)


def _with_second(folder: Path, text: str) -> Path:
    """Make a folder of migrations with one more than the program has."""
    migrations = folder / "migrations"
    shutil.copytree(MIGRATIONS, migrations)
    (migrations / "versions" / "0002_second.py").write_text(text)
    return migrations


def _inspector(sessions: Sessions) -> Inspector:
    return inspect(engine_of(sessions))


def test_an_empty_database_has_no_revision(tmp_path: Path) -> None:
    sessions = connect(f"sqlite:///{tmp_path / 'empty.db'}")

    assert not current_revision(sessions)
    assert migrate(sessions, MIGRATIONS, "base") == ""
    assert not _inspector(sessions).has_table("people")
    disconnect(sessions)


def test_the_schema_goes_down_to_nothing_and_up_again(sessions: Sessions) -> None:
    before = sorted(_inspector(sessions).get_table_names())

    assert migrate(sessions, MIGRATIONS, "base") == ""
    assert _inspector(sessions).get_table_names() == ["alembic_version"]

    assert migrate(sessions, MIGRATIONS) == head_revision(MIGRATIONS)
    assert sorted(_inspector(sessions).get_table_names()) == before


def test_migrating_what_is_at_the_head_changes_nothing(sessions: Sessions) -> None:
    with sessions.begin() as session:
        join(session)

    assert migrate(sessions, MIGRATIONS) == head_revision(MIGRATIONS)
    assert migrate(sessions, MIGRATIONS, head_revision(MIGRATIONS)) == head_revision(MIGRATIONS)
    with sessions.begin() as session:
        assert found(session).who == ADA


def test_the_migrated_schema_is_what_the_program_knows(sessions: Sessions) -> None:
    with engine_of(sessions).connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)

        assert compare_metadata(context, Base.metadata) == []


def test_indexes_of_a_part_of_a_table_are_of_that_part_in_the_database_too(
    sessions: Sessions,
) -> None:
    dialect = engine_of(sessions).dialect.name
    meant = {
        str(index.name): str(where)
        for table in Base.metadata.tables.values()
        for index in table.indexes
        if (where := index.dialect_options[dialect]["where"]) is not None
    }
    there = {
        str(index["name"]): index["dialect_options"][f"{dialect}_where"]
        for table in _inspector(sessions).get_table_names()
        for index in _inspector(sessions).get_indexes(table)
        if f"{dialect}_where" in index.get("dialect_options", {})
    }

    assert there.keys() == meant.keys()
    for name, where in meant.items():
        column, *_ = where.split()
        assert column in str(there[name])


def test_every_constraint_and_index_has_a_name_that_tells_its_table(sessions: Sessions) -> None:
    inspector = _inspector(sessions)
    nameless = [
        (table, one)
        for table in Base.metadata.tables
        for one in (
            inspector.get_pk_constraint(table),
            *inspector.get_foreign_keys(table),
            *inspector.get_unique_constraints(table),
            *inspector.get_check_constraints(table),
            *inspector.get_indexes(table),
        )
        if not one["name"] or table not in one["name"]
    ]

    assert nameless == []


def test_an_older_revision_can_be_named(sessions: Sessions, tmp_path: Path) -> None:
    migrations = _with_second(tmp_path, REBUILDS_PEOPLE)

    assert migrate(sessions, migrations) == "0002"
    assert migrate(sessions, migrations, "0001") == "0001"
    assert "nickname" not in {c["name"] for c in _inspector(sessions).get_columns("people")}
    assert migrate(sessions, migrations, "0002") == "0002"
    assert "nickname" in {c["name"] for c in _inspector(sessions).get_columns("people")}


def test_rebuilding_a_table_keeps_what_refers_to_it(sessions: Sessions, tmp_path: Path) -> None:
    migrations = _with_second(tmp_path, REBUILDS_PEOPLE)
    with sessions.begin() as session:
        people.add_away(session, join(session), A_DAY_OFF)

    migrate(sessions, migrations)
    migrate(sessions, migrations, "0001")

    with sessions.begin() as session:
        assert found(session).aways == (A_DAY_OFF,)


def test_references_are_kept_again_after_a_migration(sqlite_url: str) -> None:
    sessions = connect(sqlite_url)
    migrate(sessions, MIGRATIONS)

    with sessions.begin() as session:
        assert session.connection().exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    disconnect(sessions)


def test_a_migration_that_fails_leaves_the_schema_as_it_was(
    sessions: Sessions, tmp_path: Path
) -> None:
    broken = REBUILDS_PEOPLE.replace(
        "def upgrade():", 'def upgrade():\n    op.drop_table("aways")\n    op.drop_table("no_such")'
    )
    migrations = _with_second(tmp_path, broken)

    with pytest.raises(Exception, match="no_such"):
        migrate(sessions, migrations)

    assert current_revision(sessions) == "0001"
    assert _inspector(sessions).has_table("aways")


def test_a_migration_may_take_longer_than_slack_waits(postgres_url: str, tmp_path: Path) -> None:
    sessions = connect(postgres_url)

    migrate(sessions, _with_second(tmp_path, NOTES_ITS_TIMEOUT))

    with sessions.begin() as session:
        connection = session.connection()
        assert connection.exec_driver_sql("SELECT ms FROM patience").scalar_one() == "0"
        assert connection.exec_driver_sql("SHOW statement_timeout").scalar_one() == "2500ms"
    disconnect(sessions)


def test_a_revision_that_nobody_knows_is_refused(sessions: Sessions) -> None:
    with pytest.raises(CommandError, match="0815"):
        migrate(sessions, MIGRATIONS, "0815")

    assert current_revision(sessions) == head_revision(MIGRATIONS)


def test_alembic_itself_reaches_the_database_and_finds_nothing_to_add(database_url: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.set_main_option("sqlalchemy.url", database_url.replace("%", "%%"))

    command.downgrade(config, "base")
    command.upgrade(config, "head")
    command.check(config)

    sessions = connect(database_url)
    assert current_revision(sessions) == head_revision(MIGRATIONS)
    disconnect(sessions)


@pytest.mark.parametrize(
    "path", sorted((MIGRATIONS / "versions").glob("*.py")), ids=lambda path: path.stem
)
def test_a_migration_stands_on_its_own(path: Path) -> None:
    # The program moves on; a migration must do tomorrow what it does today.
    tree = ast.parse(path.read_text())
    imported = {
        name
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert imported
    assert not {name for name in imported if name.split(".")[0] == "bot"}
