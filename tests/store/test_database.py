from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from threading import Event, Thread
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.exc import IntegrityError, NoResultFound, StatementError

from bot.domain.nudges import Review
from bot.domain.people import Away, Engineer, Who
from bot.store import Session, Sessions, connect, disconnect, events, people, watches
from bot.store.database import address, engine_of, is_alive
from tests.store.conftest import ADA, NOW, empty, found, join

A_MOMENT = 0.2


def _ask(session: Session, question: str) -> object:
    return session.connection().exec_driver_sql(question).scalar_one()


@pytest.mark.parametrize(
    ("pragma", "expected"), [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 1)]
)
def test_sqlite_is_set_up_to_share_and_to_keep_its_references(
    shared_sqlite: Sessions, pragma: str, expected: object
) -> None:
    with shared_sqlite.begin() as session:
        assert _ask(session, f"PRAGMA {pragma}") == expected


@pytest.mark.parametrize(
    ("limit", "expected"), [("statement_timeout", "2500ms"), ("lock_timeout", "2s")]
)
def test_no_statement_on_postgresql_outlasts_slack(
    shared_postgresql: Sessions, limit: str, expected: str
) -> None:
    with shared_postgresql.begin() as session:
        assert _ask(session, f"SHOW {limit}") == expected


def test_a_row_cannot_refer_to_nobody(sessions: Sessions) -> None:
    nobody = Engineer(404, Who("T1", "UNOBODY"), "Nobody")

    with pytest.raises(IntegrityError), sessions.begin() as session:
        people.add_away(session, nobody, Away(date(2026, 12, 24), date(2026, 12, 24)))


def test_a_moment_without_a_zone_is_refused(sessions: Sessions) -> None:
    with pytest.raises(StatementError, match="a moment needs a zone"), sessions.begin() as session:
        events.note(session, "E1", NOW.replace(tzinfo=None))

    with sessions.begin() as session:
        assert not events.was_seen(session, "E1")


@pytest.mark.parametrize(
    "zone",
    [UTC, ZoneInfo("Pacific/Auckland"), timezone(timedelta(hours=-9, minutes=-30))],
    ids=["utc", "auckland", "marquesas"],
)
def test_a_moment_comes_back_the_same_and_in_utc(sessions: Sessions, zone: timezone) -> None:
    moment = datetime(2026, 4, 6, 2, 30, 15, 123456, tzinfo=zone)
    with sessions.begin() as session:
        ada = join(session)
        watches.keep(session, {ada.id: Review((), since=moment, look_at=moment)})

    with sessions.begin() as session:
        (watch,) = watches.watches(session)

    assert (watch.since, watch.look_at) == (moment, moment)
    assert watch.since.tzinfo is UTC


def test_a_transaction_that_fails_leaves_nothing_behind(sessions: Sessions) -> None:
    def join_and_fail(session: Session) -> None:
        join(session)
        _ask(session, "SELECT id FROM people WHERE id < 0")

    with pytest.raises(NoResultFound), sessions.begin() as session:
        join_and_fail(session)

    with sessions.begin() as session:
        assert people.find(session, ADA) is None


def _hold_until(sessions: Sessions, held: Event, release: Event) -> None:
    with sessions.begin() as session:
        people.hold(session, ADA)
        people.set_paused(session, found(session), NOW)
        held.set()
        release.wait()


def _hold_and_look(sessions: Sessions, seen: list[bool]) -> None:
    with sessions.begin() as session:
        engineer = people.hold(session, ADA)
        assert engineer is not None
        seen.append(engineer.paused)


def test_whoever_holds_a_person_second_waits_and_then_sees_what_the_first_did(
    sessions: Sessions,
) -> None:
    held, release, seen = Event(), Event(), list[bool]()
    with sessions.begin() as session:
        join(session)
    first = Thread(target=_hold_until, args=(sessions, held, release))
    second = Thread(target=_hold_and_look, args=(sessions, seen))

    first.start()
    held.wait()
    second.start()
    second.join(A_MOMENT)
    waits = second.is_alive()
    release.set()
    first.join()
    second.join()

    assert waits
    assert seen == [True]


def test_on_postgresql_others_may_refer_to_somebody_who_is_held(
    shared_postgresql: Sessions,
) -> None:
    sessions = shared_postgresql
    with sessions.begin() as session:
        ada = join(session)

    with sessions.begin() as holding, sessions.begin() as other:
        people.hold(holding, ADA)
        people.add_away(other, ada, Away(date(2026, 12, 24), date(2026, 12, 24)))

    with sessions.begin() as session:
        assert found(session).aways
    empty(sessions)


def _read_then_write(sessions: Sessions) -> Callable[[int], None]:
    def write(number: int) -> None:
        with sessions.begin() as session:
            ada = found(session)
            day = date(2027, 1, 1) + timedelta(days=number)
            people.add_away(session, ada, Away(day, day))

    return write


def test_many_writers_that_read_first_wait_for_one_another(sessions: Sessions) -> None:
    with sessions.begin() as session:
        join(session)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(_read_then_write(sessions), range(24)))

    with sessions.begin() as session:
        assert len(found(session).aways) == 24


def test_a_database_that_answers_is_alive(sessions: Sessions) -> None:
    assert is_alive(sessions)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_database_that_does_not_answer_is_not_alive(kind: str, tmp_path: Path) -> None:
    url = {"sqlite": f"sqlite:///{tmp_path}", "postgresql": "postgresql://127.0.0.1:1/none"}[kind]
    sessions = connect(url)

    assert not is_alive(sessions)
    disconnect(sessions)


def test_disconnecting_closes_every_connection(sqlite_url: str) -> None:
    sessions = connect(sqlite_url)
    engine = engine_of(sessions)
    assert is_alive(sessions)
    before = engine.pool.status()

    disconnect(sessions)

    assert "Connections in pool: 1" in before
    assert "Connections in pool: 0" in engine.pool.status()


def test_the_folder_of_a_new_sqlite_file_is_made(tmp_path: Path) -> None:
    sessions = connect(f"sqlite:///{tmp_path / 'a' / 'b' / 'new.db'}")

    assert is_alive(sessions)
    assert (tmp_path / "a" / "b" / "new.db").exists()
    disconnect(sessions)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://ada:pw@db:5433/path", "postgresql+psycopg://ada:pw@db:5433/path"),
        ("postgres://db/path", "postgresql+psycopg://db/path"),
        ("postgresql+psycopg2://db/path", "postgresql+psycopg://db/path"),
        ("postgresql+psycopg://db/path", "postgresql+psycopg://db/path"),
        ("sqlite:///var/ai-path.db", "sqlite:///var/ai-path.db"),
        ("sqlite://", "sqlite://"),
    ],
)
def test_postgresql_is_spoken_to_through_one_driver(url: str, expected: str) -> None:
    assert address(url).render_as_string(hide_password=False) == expected


def test_a_database_in_memory_needs_no_folder() -> None:
    sessions = connect("sqlite://")

    assert is_alive(sessions)
    disconnect(sessions)
