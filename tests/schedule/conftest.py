"""A workspace full of engineers, with the sandbox in Slack's place."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest

from bot.deps import Deps
from bot.domain.nudges import Ticked
from bot.sandbox import Member, Sandbox, SandboxClient
from bot.schedule import nudges
from bot.store import Sessions, connect, disconnect
from tests.schedule.crowd import DUE, TEAM, Crowd, user

TOKEN = "xoxb-sandbox"
# Long enough for a busy machine to answer, short enough to wait for in vain.
SECONDS = 1


@dataclass(frozen=True)
class Town:
    """Engineers, the bot's parts, and the workspace in which messages arrive."""

    deps: Deps
    slack: SandboxClient
    sandbox: Sandbox

    def settle(self, crowd: Crowd) -> "Town":
        """Let *crowd* live here."""
        crowd.settle(self.deps.sessions, self.deps.curriculum)
        return self

    def in_haste(self, seconds: float = SECONDS) -> "Town":
        """Let Slack have little time to answer, where it will not answer anyway."""
        return replace(self, deps=replace(self.deps, slack_seconds=seconds))

    def tick(self, at: datetime = DUE) -> Ticked:
        """Let the clock pass once."""
        return nudges.tick(self.deps, at)

    def posted(self) -> list[dict[str, Any]]:
        """List what arrived in the workspace."""
        return list(self.slack.state()["messages"])

    def heard(self) -> Counter[str]:
        """Count what arrived, for each person."""
        return heard(self.slack)


def heard(slack: SandboxClient) -> Counter[str]:
    """Count what arrived in a workspace, for each person."""
    state = slack.state()
    owners = {channel["id"]: channel["user"] for channel in state["channels"]}
    return Counter(owners[message["channel"]] for message in state["messages"])


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """A stand-in for Slack for all tests; each begins by resetting it."""
    found = Sandbox(
        starts_at=DUE,
        team_id=TEAM,
        bot_token=TOKEN,
        members=[Member(user(n), f"e{n}", f"Engineer {n}", "UTC") for n in range(1, 101)],
    )
    found.start()
    yield found
    found.stop()


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """SQLite, where a test does not ask for PostgreSQL by name."""
    return sqlite_url


@pytest.fixture
def town(deps: Deps, sandbox: Sandbox) -> Town:
    """A town in which nobody lives yet."""
    slack = SandboxClient(sandbox.url)
    slack.reset()
    connected = replace(
        deps,
        slack_api_url=sandbox.api_url,
        bot_token=lambda _: TOKEN,
        now=lambda: DUE,
    )
    return Town(connected, slack, sandbox)


@pytest.fixture
def postgres_sessions(postgres_url: str) -> Iterator[Sessions]:
    """Sessions on a PostgreSQL database of one's own."""
    found = connect(postgres_url)
    yield found
    disconnect(found)


def on(kind: str, town: Town, request: pytest.FixtureRequest) -> Town:
    """Move *town* to another kind of database."""
    if kind == "sqlite":
        return town
    return replace(
        town, deps=replace(town.deps, sessions=request.getfixturevalue("postgres_sessions"))
    )
