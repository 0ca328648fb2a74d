"""The composition root: reads the clock and the settings, wires everything, opens the doors."""

import secrets
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import click
from pydantic import SecretStr

from bot import content, logs
from bot import settings as settings_module
from bot.cli.commands import ai_path
from bot.cli.program import Credentials, Program, StandIn, StartedBot
from bot.deps import Deps
from bot.domain.nudges import Ticked
from bot.settings import Settings, SettingsError, require, shipped
from bot.store import Sessions, connect
from bot.store.database import UnreachableDatabaseError, is_alive
from bot.store.migrations import current_revision, head_revision, migrate

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication
    from slack_bolt import App

MIGRATIONS = shipped("migrations")
SANDBOX_DATABASE = Path("var/sandbox.db")
SANDBOX_ADMINS = frozenset({"UINES", "ULENA"})


class NotReadyError(Exception):
    """The program cannot start as things stand; the message says what to do."""


def now() -> datetime:
    """Read the clock."""
    return datetime.now(UTC)


def draw() -> int:
    """Draw a random number below 2**31."""
    return secrets.randbelow(2**31)


def content_folders(settings: Settings) -> tuple[Path, ...]:
    """List the shipped content and the packs laid over it."""
    return (shipped("content"), *settings.content_dirs)


def open_deps(settings: Settings) -> Deps:
    """Open what the doors need, against the database as it must be.

    Raises:
        NotReadyError: if the database is not at this version's revision.
    """
    sessions = connect(settings.database_url)
    if current_revision(sessions) != head_revision(MIGRATIONS):
        message = "The database is not up to date. Run `ai-path migrate` first."
        raise NotReadyError(message)
    return _deps(settings, sessions)


def _deps(settings: Settings, sessions: Sessions, clock: Callable[[], datetime] = now) -> Deps:
    loaded = content.load(content_folders(settings))
    token = settings.slack_bot_token.get_secret_value()
    return Deps(
        sessions=sessions,
        curriculum=loaded.curriculum,
        bank=loaded.bank,
        now=clock,
        draw=draw,
        bot_token=lambda _: token,
        slack_api_url=settings.slack_api_url,
        admins=settings.admins,
        worker=f"{socket.gethostname()}/{uuid4().hex[:8]}",
    )


def tick(deps: Deps, at: datetime) -> Ticked:
    """Let the clock pass once over everything that is due."""
    from bot.schedule import nudges

    return nudges.tick(deps, at)


def run(settings: Settings) -> None:
    """Serve over Socket Mode, with the clock, until told to stop."""
    from slack_bolt.adapter.socket_mode import SocketModeHandler

    from bot.schedule.heartbeat import heartbeat

    require(settings, "slack_bot_token", "slack_app_token")
    deps = open_deps(settings)
    app = _bolt(settings, deps, "socket-mode-needs-none")
    handler = SocketModeHandler(app, settings.slack_app_token.get_secret_value(), concurrency=32)
    beat = heartbeat(deps)
    beat.start()
    handler.connect()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
    _wait_for_the_end()
    handler.close()  # type: ignore[no-untyped-call]  # likewise
    beat.shutdown()


def worker(settings: Settings) -> None:
    """Run the clock alone, until told to stop."""
    from bot.schedule.heartbeat import heartbeat

    require(settings, "slack_bot_token")
    beat = heartbeat(open_deps(settings))
    beat.start()
    _wait_for_the_end()
    beat.shutdown()


def web(settings: Settings) -> None:
    """Serve over HTTP until told to stop."""
    from bot.web.application import application
    from bot.web.server import Server

    require(settings, "slack_bot_token", "slack_signing_secret")
    open_deps(settings)

    def build() -> "WSGIApplication":
        deps = open_deps(settings)
        secret = settings.slack_signing_secret.get_secret_value()
        return application(_bolt(settings, deps, secret), _checks(deps))

    Server(build, f"{settings.host}:{settings.port}", settings.workers).run()


def _checks(deps: Deps) -> dict[str, Callable[[], bool]]:
    head = head_revision(MIGRATIONS)
    return {
        "database": lambda: is_alive(deps.sessions),
        "schema": lambda: is_alive(deps.sessions) and current_revision(deps.sessions) == head,
    }


def _bolt(settings: Settings, deps: Deps, signing_secret: str) -> "App":
    from bot.slack import app

    token = settings.slack_bot_token.get_secret_value()
    known = app.installation(settings.slack_api_url, token)
    return app.build(deps, signing_secret, lambda team: known if team == known.workspace else None)


def _wait_for_the_end() -> None:
    ended = threading.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, lambda *_: ended.set())
    ended.wait()


@contextmanager
def serve_stand_in(
    settings: Settings, stand_in: StandIn, credentials: Credentials
) -> Iterator[StartedBot]:
    """Serve a stand-in for Slack with the real bot: on its clock, and on a database of its own.

    A stand-in forgets everything when it ends, so unless a database is named
    in the settings the bot begins with an empty one each time.
    """
    from bot.schedule.heartbeat import heartbeat
    from bot.schedule.nudges import live_until

    own = settings.model_copy(
        update={
            "database_url": _sandbox_database(settings),
            "slack_bot_token": SecretStr(credentials.token),
            "slack_api_url": stand_in.api_url,
            "admins": settings.admins or SANDBOX_ADMINS,
        }
    )
    sessions = connect(own.database_url)
    migrate(sessions, MIGRATIONS)
    deps = _deps(own, sessions, stand_in.now)
    beat = heartbeat(deps)
    with _serving(own, deps, credentials.signing_secret) as url:
        beat.start()
        yield StartedBot(url, lambda to: live_until(deps, to, stand_in.set_clock))
        beat.shutdown()


def _sandbox_database(settings: Settings) -> str:
    if "database_url" in settings.model_fields_set:
        return settings.database_url
    for leftover in SANDBOX_DATABASE.parent.glob(f"{SANDBOX_DATABASE.name}*"):
        leftover.unlink()
    return f"sqlite:///{SANDBOX_DATABASE}"


@contextmanager
def _serving(settings: Settings, deps: Deps, signing_secret: str) -> Iterator[str]:
    """Serve the bot on a port of this machine, in a thread of its own."""
    from waitress.server import create_server

    from bot.web.application import application

    app = application(_bolt(settings, deps, signing_secret), _checks(deps))
    listening = socket.create_server(("127.0.0.1", 0))
    server = create_server(app, sockets=[listening], threads=16)
    thread = threading.Thread(target=server.run, name="bot", daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/slack/events"
    server.close()
    thread.join()


def program() -> Program:
    """Put the parts together."""
    return Program(
        read_settings=_read_settings,
        open_deps=open_deps,
        content_folders=content_folders,
        migrations=MIGRATIONS,
        now=now,
        tick=tick,
        run=run,
        web=web,
        worker=worker,
        serve_stand_in=serve_stand_in,
    )


def _read_settings() -> Settings:
    settings = settings_module.read()
    logs.configure(settings.log_format, settings.log_level)
    return settings


def main() -> None:
    """Run the command line; what stops it is said in one sentence."""
    try:
        ai_path(obj=program(), prog_name="ai-path")
    except (SettingsError, NotReadyError, content.BrokenContentError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except UnreachableDatabaseError:
        click.echo("The database does not answer; AI_PATH_DATABASE_URL says where it is.", err=True)
        sys.exit(1)
