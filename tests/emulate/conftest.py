"""The real bot with `emulate` as its Slack."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

import pytest

from bot.cli.program import Credentials
from bot.main import serve_stand_in
from bot.settings import Settings
from tests.conftest import Clock
from tests.emulate.playing import SECRET, Player
from tests.emulate.relaying import relaying
from tests.emulate.starting import TOKEN, Emulate, started
from tests.playground import START

Open: TypeAlias = Callable[[str], AbstractContextManager[Player]]


@dataclass(frozen=True)
class StandIn:
    """Emulate as the program sees it: its Web API, and a clock that emulate itself has not."""

    api_url: str
    clock: Clock

    def now(self) -> datetime:
        """Read the clock."""
        return self.clock.moment

    def set_clock(self, to: datetime) -> None:
        """Move the clock."""
        self.clock.moment = to


@pytest.fixture
def emulate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulate]:
    """A fresh workspace: emulate cannot be emptied, but it starts at once."""
    with started(tmp_path_factory.mktemp("emulate")) as found:
        yield found


@pytest.fixture
def opened(emulate: Emulate, sqlite_url: str) -> Open:
    """Open the workspace with the bot in it, which has the token that is given."""

    @contextmanager
    def open_(token: str) -> Iterator[Player]:
        admins = frozenset({emulate.people["lena"]})
        settings = Settings(database_url=sqlite_url, admins=admins)
        with relaying(emulate.url) as relay:
            stand_in = StandIn(f"{relay.url}/api/", Clock(START))
            with serve_stand_in(settings, stand_in, Credentials(token, SECRET)) as bot:
                yield Player(emulate, relay, bot, stand_in.clock)

    return open_


@pytest.fixture
def player(opened: Open) -> Iterator[Player]:
    """The people of a workspace on a Monday morning, in which nobody has met the bot."""
    with opened(TOKEN) as found:
        yield found


@pytest.fixture
def ada(emulate: Emulate) -> str:
    """An engineer."""
    return emulate.people["ada"]


@pytest.fixture
def lena(emulate: Emulate) -> str:
    """A lead, who is also an admin of the bot."""
    return emulate.people["lena"]
