"""The composition root: what it opens it closes, and what stops it is one sentence."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.cli.program import Credentials, StartedBot
from bot.main import (
    NotReadyError,
    content_folders,
    draw,
    main,
    now,
    open_database,
    open_deps,
    program,
    serve_stand_in,
)
from bot.sandbox import Sandbox, SandboxClient
from bot.settings import Settings, shipped
from bot.store import Sessions, connect, disconnect

CREDENTIALS = Credentials(token="xoxb-sandbox", signing_secret="sandbox-signing-secret")
MONDAY = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """A stand-in for Slack on a Monday morning."""
    found = Sandbox(starts_at=MONDAY)
    found.start()
    yield found
    found.stop()


@contextmanager
def bot_of(sandbox: Sandbox, settings: Settings) -> Iterator[StartedBot]:
    """Let the bot serve *sandbox*."""
    with serve_stand_in(settings, sandbox, CREDENTIALS) as bot:
        sandbox.bot_url, sandbox.advance = bot.url, bot.advance
        yield bot


def threads() -> list[str]:
    """Name the threads of a bot that serves."""
    ours = ("bot", "APScheduler", "waitress")
    return [each.name for each in threading.enumerate() if each.name.startswith(ours)]


def test_the_clock_is_read_in_utc() -> None:
    assert now().tzinfo is UTC


def test_chance_is_drawn_below_two_to_the_31() -> None:
    drawn = {draw() for _ in range(100)}

    assert len(drawn) > 90
    assert min(drawn) >= 0
    assert max(drawn) < 2**31


def test_packs_are_laid_over_the_shipped_content(tmp_path: Path) -> None:
    folders = content_folders(Settings(content_dirs=(tmp_path,)))

    assert folders == (shipped("content"), tmp_path)


def connections(sessions: Sessions) -> int:
    """Count the connections that are kept."""
    return int(sessions.kw["bind"].pool.checkedin())


def test_what_was_opened_is_closed_at_the_end_of_the_block(sqlite_url: str) -> None:
    with open_deps(Settings(database_url=sqlite_url)) as deps:
        inside = connections(deps.sessions)

    assert (inside, connections(deps.sessions)) == (1, 0)


def test_what_was_opened_is_closed_also_when_the_block_fails(sqlite_url: str) -> None:
    settings = Settings(database_url=sqlite_url)

    with pytest.raises(ZeroDivisionError), open_database(settings) as sessions:
        raise ZeroDivisionError

    assert connections(sessions) == 0


def test_a_database_that_does_not_answer_is_not_handed_out() -> None:
    settings = Settings(database_url="postgresql://127.0.0.1:9/nowhere")

    with pytest.raises(NotReadyError, match="does not answer"), open_database(settings):
        pytest.fail("it was handed out")


def test_two_processes_are_told_apart_in_the_ledger(sqlite_url: str) -> None:
    settings = Settings(database_url=sqlite_url)

    with open_deps(settings) as one, open_deps(settings) as other:
        assert one.worker != other.worker


def test_a_stand_in_is_served_on_its_own_clock(sandbox: Sandbox, sqlite_url: str) -> None:
    with bot_of(sandbox, Settings(database_url=sqlite_url)) as bot:
        bot.advance(MONDAY + timedelta(days=3))

    assert sandbox.now() == MONDAY + timedelta(days=3)


def test_a_stand_in_has_admins_unless_others_are_named(sandbox: Sandbox, sqlite_url: str) -> None:
    people = SandboxClient(sandbox.url)
    command = "/ai-path team create Search"

    with bot_of(sandbox, Settings(database_url=sqlite_url, admins=frozenset({"UTOM"}))):
        welcome = people.command("ULENA", "/ai-path")
        people.press("ULENA", welcome.messages[-1], "ai_path.join")
        as_named = people.command("ULENA", command).text
    with bot_of(sandbox, Settings(database_url=sqlite_url)):
        as_usual = people.command("ULENA", command).text

    assert as_named.startswith("Only an admin")
    assert as_usual.startswith("Team Search is ready.")


def test_the_stand_ins_own_database_is_gone_when_it_ends(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with bot_of(sandbox, Settings(_env_file=None)):  # type: ignore[call-arg]  # pydantic takes it
        inside = [path.suffix for path in (tmp_path / "var").iterdir()]

    assert ".db" in inside
    assert list((tmp_path / "var").iterdir()) == []


def test_a_stand_ins_bot_stops_also_when_the_block_fails(sandbox: Sandbox, sqlite_url: str) -> None:
    before = threads()
    inside: list[str] = []

    def fail() -> None:
        inside.extend(threads())
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), bot_of(sandbox, Settings(database_url=sqlite_url)):
        fail()

    assert {"bot", "APScheduler"} <= set(inside)
    assert threads() == before


def test_a_token_that_the_stand_in_refuses_leaves_nothing_running(
    sandbox: Sandbox, sqlite_url: str
) -> None:
    before = threads()
    wrong = replace(CREDENTIALS, token="xoxb-wrong")

    with (
        pytest.raises(NotReadyError, match="does not accept AI_PATH_SLACK_BOT_TOKEN"),
        serve_stand_in(Settings(database_url=sqlite_url), sandbox, wrong),
    ):
        pytest.fail("it was served")

    assert threads() == before


def test_a_database_that_falls_silent_on_the_way_is_one_sentence(
    postgres_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(database_url=postgres_url)
    somebody = connect(postgres_url)

    with somebody.begin() as session:
        session.execute(text("LOCK TABLE people IN ACCESS EXCLUSIVE MODE"))
        with pytest.raises(SystemExit) as end:
            main(["preview", "--json"], replace(program(), read_settings=lambda: settings))
    disconnect(somebody)

    captured = capsys.readouterr()
    assert (end.value.code, captured.out) == (1, "")
    assert captured.err == "The database does not answer; AI_PATH_DATABASE_URL says where it is.\n"
