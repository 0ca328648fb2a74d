"""The way of unprompted messages to Slack: the one room of the house that is async.

Connections stay open and workspaces do not wait for one another.  The ledger
is asked in threads.  Nothing is sent twice: where nobody knows whether Slack
took a message, it is called *unknown* and left.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.deps import Deps
from bot.domain.nudges import Letter, State
from bot.schedule import ledger
from bot.schedule.delivery import Outcome, Paused, Route, broken, deliver, paused
from bot.services import nudges
from bot.store.nudges import Sent, Unsent

logger = logging.getLogger(__name__)

AT_ONCE = 32
REFILL_AT = 16
HELD_AT_ONCE = 500
CONNECT_SECONDS = 5
# A server closes a connection that idles; a request sent at that very moment gets
# no answer and its message would be unknown.  So we let go first.
IDLE_SECONDS = 2


@dataclass(frozen=True, slots=True)
class Dispatched:
    """What became of the messages that were due."""

    states: Counter[State]
    retry_at: datetime | None


def send_due(deps: Deps, now: datetime) -> Dispatched:
    """Send everything that is planned for *now* or earlier, all workspaces side by side.

    A workspace that fails as a whole stops no other; its error rises when the
    others are done.
    """
    with deps.sessions.begin() as session:
        workspaces = nudges.waiting_workspaces(session, now)
    if not workspaces:
        return Dispatched(Counter(), None)
    waves = asyncio.run(_send(deps, workspaces, _moments(deps, now)))
    return _dispatched([outcome for wave in waves for outcome in _finished(wave)])


def _moments(deps: Deps, now: datetime) -> Callable[[], datetime]:
    """Let the time run on from *now*.

    Sending may take minutes, and a claim must not look older than it is: other
    processes would take this one for gone.
    """
    begun = deps.now()
    return lambda: now + (deps.now() - begun)


def _finished(wave: Sequence[Outcome] | BaseException) -> Sequence[Outcome]:
    if isinstance(wave, BaseException):
        raise wave
    return wave


def _dispatched(outcomes: Sequence[Outcome]) -> Dispatched:
    states = Counter(State.SENT if isinstance(o, Sent) else o.state for o in outcomes)
    retries = (o.retry_at for o in outcomes if isinstance(o, Unsent) and o.retry_at)
    return Dispatched(states, min(retries, default=None))


async def _send(
    deps: Deps, workspaces: Iterable[str], moment: Callable[[], datetime]
) -> list[Sequence[Outcome] | BaseException]:
    timeout = aiohttp.ClientTimeout(total=deps.slack_seconds, sock_connect=CONNECT_SECONDS)
    connector = aiohttp.TCPConnector(keepalive_timeout=IDLE_SECONDS)
    async with aiohttp.ClientSession(timeout=timeout, connector=connector) as http:
        waves = (_send_wave(deps, http, workspace, moment) for workspace in workspaces)
        return await asyncio.gather(*waves, return_exceptions=True)


async def _send_wave(
    deps: Deps, http: aiohttp.ClientSession, workspace: str, moment: Callable[[], datetime]
) -> Sequence[Outcome]:
    client = AsyncWebClient(
        token=deps.bot_token(workspace),
        base_url=deps.slack_api_url,
        session=http,
        retry_handlers=[],
    )
    wave = _Wave(Route(deps, client, moment), workspace)
    await wave.send()
    return wave.outcomes


class _Wave:
    """What is due in one workspace: claimed, sent and marked.

    An outcome is marked as soon as it is known, so that a process that ends
    leaves open what was in the air and nothing else.
    """

    def __init__(self, route: Route, workspace: str) -> None:
        self.outcomes: list[Outcome] = []
        self._route = route
        self._workspace = workspace
        self._in_air: dict[asyncio.Task[Outcome], Letter] = {}
        self._is_empty = False
        self._paused_until: datetime | None = None

    async def send(self) -> None:
        """Send until nothing is due, or until Slack says wait: then the rest waits too."""
        try:
            await self._take_off()
            while self._in_air:
                await self._land()
                await self._take_off()
        finally:
            while self._in_air:
                await self._land()
        await self._hold_back()

    async def _take_off(self) -> None:
        """Send the next messages, unless most of the places are taken still."""
        while not (self._is_empty or self._paused_until or len(self._in_air) > REFILL_AT):
            letters = await self._claim(AT_ONCE - len(self._in_air), self._route.moment())
            self._in_air |= {asyncio.create_task(deliver(self._route, one)): one for one in letters}

    async def _land(self) -> None:
        """Wait for the next outcome, and mark it with those that came beside it."""
        landed, _ = await asyncio.wait(self._in_air, return_when=asyncio.FIRST_COMPLETED)
        await self._mark([self._outcome(task, self._in_air.pop(task)) for task in landed])

    def _outcome(self, landed: asyncio.Task[Outcome], letter: Letter) -> Outcome:
        """Read what became of a message; a fault of ours touches this one alone."""
        error = landed.exception()
        if error is None:
            return landed.result()
        logger.error("message %s met a fault", letter.id, exc_info=error)
        return broken(self._route, letter, error)

    async def _hold_back(self) -> None:
        """Let the rest of this workspace wait as long as Slack asked for."""
        now, until = self._route.moment(), self._paused_until
        while until and now < until and not self._is_empty:
            letters = await self._claim(HELD_AT_ONCE, now)
            await self._mark([paused(one, until) for one in letters])

    async def _claim(self, limit: int, now: datetime) -> Sequence[Letter]:
        batch = await asyncio.to_thread(ledger.claim, self._route.deps, self._workspace, now, limit)
        self._is_empty = len(batch) < limit
        self.outcomes += batch.unwritten
        return batch.letters

    async def _mark(self, outcomes: Sequence[Outcome]) -> None:
        await asyncio.to_thread(ledger.mark, self._route.deps, outcomes, self._route.moment())
        self.outcomes += outcomes
        pauses = (one.retry_at for one in outcomes if isinstance(one, Paused))
        self._paused_until = max(filter(None, (*pauses, self._paused_until)), default=None)
