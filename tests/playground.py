"""The whole program for tests that play people: the real bot against the sandbox."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.cli.program import Credentials
from bot.main import serve_stand_in
from bot.sandbox import Sandbox, SandboxClient
from bot.settings import Settings

CREDENTIALS = Credentials(token="xoxb-sandbox", signing_secret="sandbox-signing-secret")
# A Monday, 07:00 in London.
START = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Workspace:
    """A workspace with the bot in it, and people to play."""

    people: SandboxClient
    sandbox: Sandbox
    database_url: str


@contextmanager
def opened(database_url: str) -> Iterator[Workspace]:
    """Open a workspace on a Monday morning, in which nobody has met the bot."""
    sandbox = Sandbox(
        starts_at=START,
        signing_secret=CREDENTIALS.signing_secret,
        bot_token=CREDENTIALS.token,
    )
    sandbox.start()
    try:
        with serve_stand_in(Settings(database_url=database_url), sandbox, CREDENTIALS) as bot:
            sandbox.bot_url, sandbox.advance = bot.url, bot.advance
            sandbox.next_moment, sandbox.ledger = bot.next_moment, bot.ledger
            yield Workspace(SandboxClient(sandbox.url), sandbox, database_url)
    finally:
        sandbox.stop()
