"""The WSGI application around the real Bolt app, with Slack out of reach."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from slack_bolt import App

from bot.deps import Deps
from bot.sandbox import Sandbox, SandboxClient
from bot.slack import app
from bot.slack.app import Installation
from bot.web.application import application
from tests.web.knocking import SECRET, TEAM

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

TOKEN = "xoxb-sandbox"
INSTALLED = Installation(TEAM, "BAIPATH", "UAIPATH", TOKEN)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """SQLite: what differs between the databases is tried where SQL is."""
    return sqlite_url


@pytest.fixture
def bolt(deps: Deps) -> App:
    """The app for one workspace."""
    return app.build(deps, SECRET, lambda team: INSTALLED if team == TEAM else None)


@pytest.fixture
def door(bolt: App) -> "WSGIApplication":
    """The application, with nothing to check."""
    return application(bolt, {})


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """A stand-in for Slack for all tests; each begins by resetting it."""
    found = Sandbox(team_id=TEAM, signing_secret=SECRET, bot_token=TOKEN)
    found.start()
    yield found
    found.stop()


@pytest.fixture
def people(sandbox: Sandbox) -> SandboxClient:
    """The people of a fresh workspace."""
    found = SandboxClient(sandbox.url)
    found.reset()
    return found
