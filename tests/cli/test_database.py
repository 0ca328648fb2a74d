"""`migrate`, and what every command says of a database that is not as it must be."""

from pathlib import Path

import pytest

from bot.store import connect, disconnect
from bot.store.migrations import current_revision, head_revision, migrate
from tests.cli.conftest import Line
from tests.conftest import MIGRATIONS

HEAD = head_revision(MIGRATIONS)
BEHIND = "The database is not up to date. Run `ai-path migrate` first.\n"
SILENT = "The database does not answer; AI_PATH_DATABASE_URL says where it is.\n"
PASSWORD = "hunter2"


def revision(url: str) -> str:
    """Ask the database where it is."""
    sessions = connect(url)
    found = current_revision(sessions)
    disconnect(sessions)
    return found


def test_a_new_database_is_brought_to_the_head(line: Line, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'ai-path.db'}"

    said = line("migrate", "--json", database_url=url)
    again = line("migrate", database_url=url)

    assert (said.code, said.object, revision(url)) == (0, {"revision": HEAD}, HEAD)
    assert again.out == f"The database is at revision {HEAD}.\n"


def test_a_database_can_be_emptied_and_filled_again(line: Line, sqlite_url: str) -> None:
    down = line("migrate", "--to", "base", database_url=sqlite_url)
    up = line("migrate", "--to", HEAD, "--json", database_url=sqlite_url)

    assert down.out == "The database is at revision empty.\n"
    assert up.object == {"revision": HEAD}


def test_a_revision_that_nobody_knows_changes_nothing(line: Line, sqlite_url: str) -> None:
    said = line("migrate", "--to", "0815", "--json", database_url=sqlite_url)

    assert (said.code, said.out) == (1, "")
    assert said.err == "Error: Can't locate revision identified by '0815'. Nothing was changed.\n"
    assert revision(sqlite_url) == HEAD


@pytest.mark.parametrize("command", ["tick", "preview"])
def test_a_database_that_is_behind_stops_a_command(
    line: Line, sqlite_url: str, command: str
) -> None:
    sessions = connect(sqlite_url)
    migrate(sessions, MIGRATIONS, "base")
    disconnect(sessions)

    said = line(command, "--json", database_url=sqlite_url, slack_bot_token="xoxb-test")

    assert (said.code, said.out, said.err) == (1, "", BEHIND)


@pytest.mark.parametrize("command", ["tick", "preview", "migrate"])
def test_a_database_that_does_not_answer_stops_a_command(line: Line, command: str) -> None:
    url = f"postgresql://ada:{PASSWORD}@127.0.0.1:9/ai-path"

    said = line(command, "--json", database_url=url, slack_bot_token="xoxb-test")

    assert (said.code, said.out, said.err) == (1, "", SILENT)


def test_a_file_that_is_no_database_stops_a_command(line: Line, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are notes, and no database at all. " * 30)

    said = line("preview", database_url=f"sqlite:///{path}")

    assert (said.code, said.err) == (1, SILENT)
    assert path.read_text().startswith("These are notes")


def test_a_place_where_no_file_can_be_stops_a_command(line: Line, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    said = line("migrate", database_url=f"sqlite:///{tmp_path / 'file' / 'ai-path.db'}")

    assert said.code == 1
    assert said.err.startswith("AI_PATH_DATABASE_URL names a place that cannot be used: ")
