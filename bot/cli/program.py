"""What the command line is handed: the program's parts, ready to be opened."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from bot.deps import Deps
from bot.domain.nudges import Ticked
from bot.settings import Settings
from bot.store import Sessions


class StandIn(Protocol):
    """What stands in for Slack, as far as the program needs to know."""

    @property
    def api_url(self) -> str:
        """Where its Web API is."""

    def now(self) -> datetime:
        """Its present moment."""

    def set_clock(self, to: datetime) -> None:
        """Move its clock."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a stand-in takes as a bot's token, and what it signs its requests with."""

    token: str
    signing_secret: str


@dataclass(frozen=True, slots=True)
class StartedBot:
    """A bot that serves a stand-in.

    *url* is where its requests go; *advance* moves the stand-in's clock and
    does everything that falls due on the way.  *next_moment* says when there is
    next something to do, *ledger* lists what was sent or skipped, and why.
    """

    url: str
    advance: Callable[[datetime], None]
    next_moment: Callable[[], datetime | None]
    ledger: Callable[[], Sequence[Mapping[str, object]]]


@dataclass(frozen=True, slots=True)
class Program:
    """The doors that the composition root can open, and what they stand on."""

    read_settings: Callable[[], Settings]
    open_database: Callable[[Settings], AbstractContextManager[Sessions]]
    open_deps: Callable[[Settings], AbstractContextManager[Deps]]
    content_folders: Callable[[Settings], Sequence[Path]]
    migrations: Path
    now: Callable[[], datetime]
    tick: Callable[[Deps, datetime], Ticked]
    run: Callable[[Settings], None]
    web: Callable[[Settings], None]
    worker: Callable[[Settings], None]
    serve_stand_in: Callable[[Settings, StandIn, Credentials], AbstractContextManager[StartedBot]]
