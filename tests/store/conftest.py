"""What the tests of the store are made of: people, plans, reviews, and a count of statements."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection, delete, event

from bot.domain.nudges import Decision, Kind, Moment, Review
from bot.domain.people import Engineer, Profile, Rhythm, Who
from bot.domain.plans import LeftOut, Plan, PlannedModule, Step, Verdict
from bot.store import Session, Sessions, connect, disconnect
from bot.store import people as people_store
from bot.store.database import engine_of
from bot.store.rows import SeenEventRow, WorkspaceRow

# A Monday.
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
WEEK = date(2026, 11, 23)
LATER = NOW + timedelta(hours=1)
ADA, BEN = Who("T1", "UADA"), Who("T1", "UBEN")
TWIN = Who("T2", "UADA")


# To make a database for each test would take longer than the test, and so would
# compiling every statement anew for it.
@pytest.fixture(scope="session")
def shared_sqlite(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Sessions]:
    """One SQLite database for all tests of this folder."""
    path = tmp_path_factory.mktemp("shared") / "shared.db"
    shutil.copy(sqlite_template, path)
    yield from opened(f"sqlite:///{path}")


@pytest.fixture(scope="session")
def shared_postgresql(postgres: Callable[[str], str], postgres_template: str) -> Iterator[Sessions]:
    """One PostgreSQL database for all tests of this folder."""
    with psycopg.connect(postgres("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE store TEMPLATE {postgres_template}".encode())
    yield from opened(postgres("store"))


@pytest.fixture(params=["sqlite", "postgresql"])
def sessions(request: pytest.FixtureRequest) -> Iterator[Sessions]:
    """Sessions on an empty database: the test runs once on each kind."""
    found: Sessions = request.getfixturevalue(f"shared_{request.param}")
    yield found
    empty(found)


def opened(url: str) -> Iterator[Sessions]:
    """Open a database, and close it in the end."""
    found = connect(url)
    yield found
    disconnect(found)


def empty(sessions: Sessions) -> None:
    """Delete every row."""
    with sessions.begin() as session:
        session.execute(delete(WorkspaceRow))
        session.execute(delete(SeenEventRow))


def join(session: Session, who: Who = ADA, name: str = "Ada Obi") -> Engineer:
    """Take *who* in."""
    people_store.add(session, who, Profile(name, "UTC"), Rhythm(), NOW)
    return found(session, who)


def found(session: Session, who: Who = ADA) -> Engineer:
    """Find somebody who has joined."""
    engineer = people_store.find(session, who)
    assert engineer is not None, who
    return engineer


def planned_module(
    item: str, days: int = 0, tasks: tuple[str, ...] = ("t1", "t2")
) -> PlannedModule:
    """Plan the module *item* for the week that starts *days* after the first."""
    first = WEEK + timedelta(days=days)
    step = Step(item, "p1", Verdict.STUDY, 5, f"why {item}")
    return PlannedModule(step, first, first + timedelta(days=4), tasks)


def plan(*modules: PlannedModule, left_out: tuple[LeftOut, ...] = ()) -> Plan:
    """Make a plan of *modules*."""
    return Plan(0, "recommended", "v1", 5, WEEK, modules, left_out)


def decision(
    kind: Kind = Kind.NUDGE, week: date = WEEK, at: datetime = NOW, *, skipped: bool = False
) -> Decision:
    """Decide on a message."""
    return Decision(Moment(at, kind, week), "because", skipped=skipped)


def review(*decisions: Decision, look_at: datetime | None = None) -> Review:
    """Look at somebody and decide."""
    return Review(decisions, since=NOW, look_at=look_at)


@contextmanager
def counted(sessions: Sessions) -> Iterator[list[str]]:
    """List the statements that are sent to the database meanwhile."""
    statements: list[str] = []

    def note(_: Connection, __: object, statement: str, *___: object) -> None:
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    engine = engine_of(sessions)
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def statements_of(sessions: Sessions, act: Callable[[Session], object]) -> int:
    """Count the statements that *act* takes."""
    with counted(sessions) as statements, sessions.begin() as session:
        act(session)
    return len(statements)
