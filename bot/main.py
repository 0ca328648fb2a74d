"""The composition root: reads the clock and the settings, wires everything, opens the doors."""

import os
import secrets
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import uuid4

import click
from pydantic import SecretStr

from bot import content, logs
from bot import settings as settings_module
from bot.cli.commands import ai_path
from bot.cli.ending import told_to_stop
from bot.cli.program import Credentials, Program, StandIn, StartedBot
from bot.deps import Deps
from bot.domain.nudges import Ticked
from bot.services import nudges
from bot.settings import Settings, SettingsError, require, shipped
from bot.store import Sessions, connect, disconnect
from bot.store.database import UnreachableDatabaseError, is_alive
from bot.store.migrations import current_revision, head_revision, migrate

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication
    from slack_bolt import App

    from bot.slack.app import Installation

MIGRATIONS = shipped("migrations")
SANDBOX_DATABASES = Path("var")
SANDBOX_ADMINS = frozenset({"UINES", "ULENA"})
NO_DATABASE = "The database does not answer; AI_PATH_DATABASE_URL says where it is."
PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")


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


@contextmanager
def open_database(settings: Settings) -> Iterator[Sessions]:
    """Open the database as it is, and close it at the end of the block.

    Raises:
        NotReadyError: if there is no place for it, or nobody who answers.
    """
    try:
        sessions = connect(settings.database_url)
    except OSError as error:
        message = f"AI_PATH_DATABASE_URL names a place that cannot be used: {error}."
        raise NotReadyError(message) from error
    try:
        if not is_alive(sessions):
            raise NotReadyError(NO_DATABASE)
        yield sessions
    finally:
        disconnect(sessions)


@contextmanager
def open_deps(settings: Settings) -> Iterator[Deps]:
    """Open what the doors need, against the database as it must be.

    Raises:
        NotReadyError: if the database is not at this version's revision.
    """
    with open_database(settings) as sessions:
        if current_revision(sessions) != head_revision(MIGRATIONS):
            message = "The database is not up to date. Run `ai-path migrate` first."
            raise NotReadyError(message)
        yield _deps(settings, sessions)


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
    from bot.schedule.heartbeat import beating

    require(settings, "slack_bot_token", "slack_app_token")
    ended = told_to_stop()
    with open_deps(settings) as deps:
        app = _bolt(deps, _installation(settings), "socket-mode-needs-none")
        with _connected(app, settings), beating(deps, now(), nullcontext()):
            ended.wait()


@contextmanager
def _connected(app: "App", settings: Settings) -> Iterator[None]:
    """Take what Slack sends over Socket Mode, until the end of the block."""
    from slack_bolt.adapter.socket_mode import SocketModeHandler

    handler = SocketModeHandler(app, settings.slack_app_token.get_secret_value(), concurrency=32)
    try:
        with _asking_slack("AI_PATH_SLACK_APP_TOKEN"):
            handler.connect()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
        yield
    finally:
        handler.close()  # type: ignore[no-untyped-call]  # likewise


def worker(settings: Settings) -> None:
    """Run the clock alone, until told to stop."""
    from bot.schedule.heartbeat import beating

    require(settings, "slack_bot_token")
    ended = told_to_stop()
    with open_deps(settings) as deps:
        _installation(settings)
        with beating(deps, now(), nullcontext()):
            ended.wait()


def web(settings: Settings) -> None:
    """Serve over HTTP until told to stop."""
    from bot.web.server import Server

    require(settings, "slack_bot_token", "slack_signing_secret")
    # What is missing is said here, once, and not by each worker process.
    with open_deps(settings):
        known = _installation(settings)
    address = _free_address(settings)

    @contextmanager
    def opened() -> Iterator["WSGIApplication"]:
        with open_deps(settings) as deps:
            secret = settings.slack_signing_secret.get_secret_value()
            yield _application(deps, known, secret)

    Server(opened, address, settings.workers).run()


def _free_address(settings: Settings) -> str:
    """Say where to listen, as gunicorn writes it; a place that cannot be had stops the start."""
    is_long = ":" in settings.host
    family = socket.AF_INET6 if is_long else socket.AF_INET
    try:
        socket.create_server((settings.host, settings.port), family=family).close()
    except OSError as error:
        message = f"AI_PATH_HOST and AI_PATH_PORT name no place to listen: {error.strerror}."
        raise NotReadyError(message) from error
    return f"[{settings.host}]:{settings.port}" if is_long else f"{settings.host}:{settings.port}"


def _application(deps: Deps, known: "Installation", signing_secret: str) -> "WSGIApplication":
    from bot.web.application import application
    from bot.web.readiness import checks

    return application(
        _bolt(deps, known, signing_secret), checks(deps, MIGRATIONS, known.token, now)
    )


def _bolt(deps: Deps, known: "Installation", signing_secret: str) -> "App":
    from bot.slack import app

    return app.build(deps, signing_secret, lambda team: known if team == known.workspace else None)


def _installation(settings: Settings) -> "Installation":
    """Ask Slack whose token this is; a token that Slack refuses stops the start."""
    from bot.slack import app

    with _asking_slack("AI_PATH_SLACK_BOT_TOKEN"):
        return app.installation(settings.slack_api_url, settings.slack_bot_token.get_secret_value())


@contextmanager
def _asking_slack(setting: str) -> Iterator[None]:
    from slack_sdk.errors import SlackApiError, SlackClientError

    try:
        yield
    except SlackApiError as error:
        message = f"Slack does not accept {setting}: {error.response['error']}."
        raise NotReadyError(message) from error
    except (SlackClientError, HTTPException, OSError) as error:
        message = f"Slack does not answer where AI_PATH_SLACK_API_URL says it is: {error}."
        raise NotReadyError(message) from error


@contextmanager
def serve_stand_in(
    settings: Settings, stand_in: StandIn, credentials: Credentials
) -> Iterator[StartedBot]:
    """Serve a stand-in for Slack with the real bot: on its clock, and on a database of its own.

    A stand-in forgets everything when it ends, so unless a database is named
    in the settings the bot begins with an empty one each time.
    """
    from bot.schedule.heartbeat import beating
    from bot.schedule.nudges import live_until
    from bot.web.beside import serving

    _forget_proxies()
    own = settings.model_copy(
        update={
            "slack_bot_token": SecretStr(credentials.token),
            "slack_api_url": stand_in.api_url,
            "admins": settings.admins or SANDBOX_ADMINS,
        }
    )
    # While a person moves the clock, its own beats wait.
    turn = threading.Lock()
    with _sandbox_database(own) as sessions:
        deps = _deps(own, sessions, stand_in.now)

        def advance(to: datetime) -> None:
            with turn:
                live_until(deps, to, stand_in.set_clock)

        application = _application(deps, _installation(own), credentials.signing_secret)
        with serving(application) as url, beating(deps, now(), turn):
            yield StartedBot(
                f"{url}/slack/events", advance, partial(_next_moment, deps), partial(_ledger, deps)
            )


def _next_moment(deps: Deps) -> datetime | None:
    with deps.sessions.begin() as session:
        return nudges.next_moment(session)


def _ledger(deps: Deps) -> list[dict[str, object]]:
    with deps.sessions.begin() as session:
        return [asdict(entry) for entry in nudges.ledger(session)]


def _forget_proxies() -> None:
    # Slack's client would ask a proxy even for a stand-in on the same machine.
    for name in PROXIES:
        os.environ.pop(name, None)


@contextmanager
def _sandbox_database(settings: Settings) -> Iterator[Sessions]:
    """Open the database that is named, or else an empty one of the stand-in's own."""
    with ExitStack() as stack:
        if "database_url" not in settings.model_fields_set:
            url = stack.enter_context(_fleeting_database(settings))
            settings = settings.model_copy(update={"database_url": url})
        sessions = stack.enter_context(open_database(settings))
        migrate(sessions, MIGRATIONS)
        yield sessions


@contextmanager
def _fleeting_database(settings: Settings) -> Iterator[str]:
    # Named after the port, which nobody else has: two stand-ins share nothing.
    path = SANDBOX_DATABASES / f"sandbox-{urlsplit(settings.slack_api_url).port}.db"
    _remove(path)
    try:
        yield f"sqlite:///{path}"
    finally:
        _remove(path)


def _remove(database: Path) -> None:
    for file in database.parent.glob(f"{database.name}*"):
        file.unlink()


def program() -> Program:
    """Put the parts together."""
    return Program(
        read_settings=_read_settings,
        open_database=open_database,
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


def main(arguments: Sequence[str] | None = None, parts: Program | None = None) -> None:
    """Run the command line and end the process; what stops it is said in one sentence."""
    try:
        ai_path(arguments, obj=parts or program(), prog_name="ai-path")
    except (SettingsError, NotReadyError, content.BrokenContentError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except UnreachableDatabaseError:
        click.echo(NO_DATABASE, err=True)
        sys.exit(1)
