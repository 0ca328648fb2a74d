"""What the composition root plugs into a sandbox: the way to the bot, and into its clockwork."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeAlias

LedgerRow: TypeAlias = Mapping[str, Any]
"""One message that the bot planned: user, kind, due_at, state, why, error."""


class Plugs(Protocol):
    """The sockets of a sandbox; each may be empty, and may change while it runs.

    All but the address are called in a thread beside the event loop, since
    they may look into a database, or call the Web API in their turn.

    Attributes:
        bot_url: Where the bot takes requests; without it, a bot that is
            connected by Socket Mode is sent everything.
        advance: Lives through the time until a moment; it may move the clock
            step by step.
        next_moment: Tells when the bot has something to do next, if at all.
        ledger: Lists what the bot sent, or is about to, and why.
    """

    bot_url: str | None
    advance: Callable[[datetime], None] | None
    next_moment: Callable[[], datetime | None] | None
    ledger: Callable[[], Sequence[LedgerRow]] | None
