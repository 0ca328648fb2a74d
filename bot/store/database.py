"""The connection to SQLite or PostgreSQL, set up so that both keep the same promises."""

from pathlib import Path
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

__all__ = [
    "Session",
    "Sessions",
    "UnreachableDatabaseError",
    "address",
    "connect",
    "disconnect",
    "engine_of",
    "is_alive",
]

Sessions = sessionmaker[Session]

UnreachableDatabaseError = OperationalError

POOL_SIZE = 40
BUSY_SECONDS = 2.5
REACH_SECONDS = 5
STATEMENT_TIMEOUT = "-c statement_timeout=2500 -c lock_timeout=2000"


def address(url: str) -> URL:
    """Read a database URL; PostgreSQL is always spoken to through psycopg 3."""
    parsed = make_url(url)
    # Several hosts hand out addresses in the short form.
    if parsed.get_backend_name() in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


def connect(url: str) -> Sessions:
    """Open the database at *url*; sessions begin where they are used.

    A new SQLite file's folder is made.  No statement runs, and on SQLite
    none waits, longer than 2.5 seconds, since Slack waits for three.  What
    people wrote stays out of the messages of errors.
    """
    parsed = address(url)
    if parsed.get_backend_name() == "sqlite":
        return sessionmaker(_sqlite(parsed), expire_on_commit=False)
    engine = create_engine(
        parsed,
        pool_size=POOL_SIZE,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"options": STATEMENT_TIMEOUT, "connect_timeout": REACH_SECONDS},
    )
    return sessionmaker(engine, expire_on_commit=False)


def _sqlite(url: URL) -> Engine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        pool_size=POOL_SIZE,
        hide_parameters=True,
        connect_args={"timeout": BUSY_SECONDS},
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_immediately)
    return engine


def _set_up_sqlite(connection: SqliteConnection, _: ConnectionPoolEntry) -> None:
    # The driver's own way of beginning transactions is off, so that ours holds.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_immediately(connection: Connection) -> None:
    # A transaction that reads first and writes later would fail at once when
    # another has written in between; asking for the lock first makes it wait.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def engine_of(sessions: Sessions) -> Engine:
    """Say what *sessions* connect through."""
    engine: Engine = sessions.kw["bind"]
    return engine


def disconnect(sessions: Sessions) -> None:
    """Close every connection to the database."""
    engine_of(sessions).dispose()


def is_alive(sessions: Sessions) -> bool:
    """Whether the database answers."""
    try:
        with sessions.begin() as session:
            session.connection().exec_driver_sql("SELECT 1")
    except SQLAlchemyError:
        return False
    return True
