"""The bot's doors with a workspace behind them: real Bolt, real database, the sandbox as Slack."""

import socket
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from slack_bolt import App
from waitress.server import create_server

from bot.deps import Deps
from bot.sandbox import Sandbox, SandboxClient
from bot.slack import app
from bot.slack.app import Installation
from bot.web.application import application
from tests.slack.knocking import SECRET, TEAM, Door
from tests.slack.listening import Ear, listening

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

TOKEN = "xoxb-sandbox"
INSTALLED = Installation(TEAM, "BAIPATH", "UAIPATH", TOKEN)


@dataclass(frozen=True)
class Workspace:
    """A workspace with the bot in it: people to play, and what the bot knows."""

    people: SandboxClient
    deps: Deps


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """SQLite: what differs between the databases is tried where SQL is."""
    return sqlite_url


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """A stand-in for Slack for all tests; each begins by resetting it."""
    found = Sandbox(
        starts_at=datetime(2026, 11, 23, 8, 0, tzinfo=UTC), signing_secret=SECRET, bot_token=TOKEN
    )
    found.start()
    yield found
    found.stop()


@pytest.fixture
def slack(sandbox: Sandbox) -> SandboxClient:
    """The people of a fresh workspace."""
    people = SandboxClient(sandbox.url)
    people.reset()
    return people


@pytest.fixture
def connected(deps: Deps, sandbox: Sandbox, slack: SandboxClient) -> Deps:
    """What a door is handed, with the fresh workspace in reach."""
    del slack
    return replace(deps, slack_api_url=sandbox.api_url)


def bolt(deps: Deps) -> App:
    """Build the app as the program does, for one workspace."""
    return app.build(deps, SECRET, lambda team: INSTALLED if team == TEAM else None)


def door_of(deps: Deps) -> Door:
    """Open the door of an app that is handed *deps*."""
    return Door(application(bolt(deps), {}))


@pytest.fixture
def door(connected: Deps) -> Door:
    """The door, to be knocked at without a network between."""
    return door_of(connected)


class Switch:
    """An application that hands on to another, so that one server serves all tests."""

    application: "WSGIApplication"

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Hand on."""
        return self.application(environ, start_response)


@pytest.fixture(scope="session")
def switch(sandbox: Sandbox) -> Iterator[Switch]:
    """The server that the sandbox knows as the bot."""
    listening, found = socket.create_server(("127.0.0.1", 0)), Switch()
    serving = create_server(found, sockets=[listening], threads=8)
    thread = threading.Thread(target=serving.run, daemon=True)
    thread.start()
    sandbox.bot_url = f"http://127.0.0.1:{listening.getsockname()[1]}/slack/events"
    yield found
    serving.close()
    thread.join()


@pytest.fixture
def workspace(connected: Deps, switch: Switch, slack: SandboxClient) -> Workspace:
    """The workspace with the bot in it, in which nobody has met the bot."""
    switch.application = door_of(connected).application
    return Workspace(slack, connected)


@pytest.fixture
def ear() -> Iterator[Ear]:
    """Somebody who hears what the bot sends."""
    with listening() as found:
        yield found
