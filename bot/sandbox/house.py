"""What every room of the sandbox shares: settings, clock, state, tickets, faults."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.sandbox.clock import Clock
from bot.sandbox.faults import Faults, Hit
from bot.sandbox.ids import Ids
from bot.sandbox.limits import Limits, Turnstile
from bot.sandbox.members import Cast, Member
from bot.sandbox.pulse import Pulse
from bot.sandbox.recording import Recording
from bot.sandbox.tickets import Tickets
from bot.sandbox.workspace import Workspace

BOT_ID = "BAIPATH"
APP_ID = "AAIPATH"
BOT_SCOPES = ("chat:write", "commands", "im:write", "users:read")
"""What the bot's manifest asks for, and no more."""


@dataclass(frozen=True)
class CommandHint:
    """A slash command, or one of its subcommands, as the composer suggests it."""

    name: str
    usage_hint: str = ""

    @property
    def command(self) -> str:
        """Give the slash command alone."""
        return self.name.split(maxsplit=1)[0]


@dataclass(frozen=True)
class Settings:
    """What is fixed for the life of one sandbox."""

    cast: Cast
    team_id: str
    team_name: str
    signing_secret: str
    bot_token: str
    app_token: str
    commands: Sequence[CommandHint]
    starts_at: datetime
    ack_seconds: float
    hang_seconds: float
    epoch: int
    scopes: Sequence[str] = BOT_SCOPES
    limits: Limits = Limits.OFF


@dataclass
class House:
    """One sandbox's inside. Everything in it belongs to the server's event loop."""

    settings: Settings
    clock: Clock
    elapsed: Callable[[], float]
    url: str = ""
    pulse: Pulse = field(default_factory=Pulse)
    faults: Faults = field(default_factory=Faults)
    bot_is_away: bool = False

    def __post_init__(self) -> None:
        self._furnish(self.settings.epoch)

    def reset(self) -> None:
        """Put everything back to how it was at the start.

        The ids begin in another epoch, so that a bot which remembers earlier
        events takes none of the new ones for a repetition.
        """
        self.clock.set(self.settings.starts_at)
        self.faults.forget()
        self.bot_is_away = False
        self._furnish(self.ids.epoch + 1)

    def _furnish(self, epoch: int) -> None:
        self.ids = Ids(epoch)
        self.workspace = Workspace(self.settings.cast, self.ids)
        self.tickets = Tickets(self.ids, self.elapsed, self.clock.now)
        self.turnstile = Turnstile(self.clock.now)
        self.recording = Recording(self.clock.now())

    @property
    def bot(self) -> Member:
        """Give the bot's own account."""
        return self.settings.cast.bot

    @property
    def commands(self) -> frozenset[str]:
        """Name the slash commands that there are; without the scope Slack knows none."""
        if "commands" not in self.settings.scopes:
            return frozenset()
        return frozenset(hint.command for hint in self.settings.commands)

    def next_ts(self) -> str:
        """Give the time stamp for a message of this moment."""
        return self.ids.ts(self.clock.now())

    def note_hit(self, request: str, about: str, what: str) -> None:
        """Remember that a request did not get through."""
        self.faults.note(Hit(self.clock.now(), request, about, what))

    def toast(self, user: str, text: str) -> None:
        """Show one person a notice."""
        self.workspace.toast(user, text, self.clock.now())
