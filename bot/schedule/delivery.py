"""One unprompted message on its way to Slack, and what each answer means for it."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, TypeAlias

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.blockkit.surfaces import Message
from bot.blockkit.validator import check_message
from bot.deps import Deps
from bot.domain.nudges import Letter, State
from bot.services import nudges
from bot.store.database import UnreachableDatabaseError
from bot.store.nudges import Sent, Unsent
from bot.views.nudges import letter as write

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 5
FIRST_WAIT = timedelta(minutes=1)
USUAL_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE_DIGITS = 5
TOKEN_PAUSE = timedelta(minutes=10)

_NO_ANSWER = (aiohttp.ClientError, TimeoutError)
# Slack is not there at the moment, or something in between answered in its place.
_ABSENT = {"service_unavailable", "team_added_to_org", "request_timeout", ""}
# Slack broke half-way, or said yes in a way that nobody can read.
_HALF_WAY = {"internal_error", "fatal_error", ""}
# Somebody in between gave up on Slack, which may have the message all the same.
_IN_BETWEEN = {HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT}
# Nothing is wrong with the message: it waits until an operator mends the token.
_BAD_TOKEN = {"not_authed", "invalid_auth", "token_revoked", "token_expired", "missing_scope"}
_BAD_BLOCKS = {"invalid_blocks", "invalid_blocks_format"}

Outcome: TypeAlias = Sent | Unsent


@dataclass(frozen=True, slots=True)
class Paused(Unsent):
    """Slack said wait: until *retry_at* the whole workspace gets nothing more."""


@dataclass(frozen=True, slots=True)
class Route:
    """What messages travel by.

    *moment* tells the time, which runs on while they travel; *posted* holds the
    ids of those that Slack may have.
    """

    deps: Deps
    client: AsyncWebClient
    moment: Callable[[], datetime]
    posted: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Slack's answer when it is not yes."""

    status: int
    code: str
    pause: timedelta

    @property
    def is_half_done(self) -> bool:
        """Whether Slack may have done what it was asked for."""
        return self.status == HTTPStatus.OK and self.code in _HALF_WAY

    def __str__(self) -> str:
        return f"Slack answered {self.status}: {self.code or 'nothing that can be read'}"


async def deliver(route: Route, letter: Letter) -> Outcome:
    """Send one message and say what became of it."""
    message = write(letter)
    try:
        channel = letter.channel or await _open_channel(route, letter)
    except SlackApiError as error:
        return _unopened(letter, _read(error), route.moment())
    except (*_NO_ANSWER, UnreachableDatabaseError) as error:
        # Opening a conversation twice opens one, so this may be tried again.
        return later(letter.id, letter.attempts, repr(error), route.moment())
    return await _post_and_tell(route, channel, letter, message)


async def _post_and_tell(route: Route, channel: str, letter: Letter, message: Message) -> Outcome:
    route.posted.add(letter.id)
    try:
        ts = await _post(route.client, channel, letter, message)
    except SlackApiError as error:
        return _unposted(letter, _read(error), route.moment())
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        # No connection came about, so Slack cannot have it.
        return later(letter.id, letter.attempts, repr(error), route.moment())
    except _NO_ANSWER as error:
        # The request was on its way: Slack may have it, so it is not repeated.
        return Unsent(letter.id, State.UNKNOWN, f"no answer from Slack: {error!r}")
    return Sent(letter.id, channel, ts)


async def _open_channel(route: Route, letter: Letter) -> str:
    opened = await route.client.conversations_open(users=letter.engineer.who.user)
    channel = str(opened["channel"]["id"])
    await asyncio.to_thread(_keep_channel, route.deps, letter, channel)
    return channel


def _keep_channel(deps: Deps, letter: Letter, channel: str) -> None:
    with deps.sessions.begin() as session:
        nudges.keep_channel(session, letter.engineer, channel)


async def _post(client: AsyncWebClient, channel: str, letter: Letter, message: Message) -> str:
    """Post *message*, or its text alone where the blocks are refused."""
    blocks = list(message.blocks)
    if problems := check_message(message.text, message.blocks):
        logger.error("the blocks of message %s are wrong: %s", letter.id, problems)
        blocks = []
    try:
        return await _post_as(client, channel, letter, message.text, blocks)
    except SlackApiError as error:
        if not blocks or _read(error).code not in _BAD_BLOCKS:
            raise
        reasons = error.response.get("response_metadata")
        logger.error("Slack refused the blocks of message %s: %s", letter.id, reasons)  # noqa: TRY400 - the answer says more than the stack
    return await _post_as(client, channel, letter, message.text, [])


async def _post_as(
    client: AsyncWebClient, channel: str, letter: Letter, text: str, blocks: list[dict[str, Any]]
) -> str:
    answer = await client.chat_postMessage(
        channel=channel,
        text=text,
        blocks=blocks or None,
        metadata={"event_type": "ai_path_nudge", "event_payload": {"id": str(letter.id)}},
        unfurl_links=False,
        unfurl_media=False,
    )
    return str(answer.get("ts", ""))


def _read(error: SlackApiError) -> Refusal:
    """Read a refusal; what is no answer of Slack's Web API has no code."""
    answer = error.response
    if not isinstance(answer, AsyncSlackResponse):
        return Refusal(HTTPStatus.OK, "", USUAL_PAUSE)
    told = answer.data if isinstance(answer.data, dict) else {}
    pause = _pause(str(answer.headers.get("Retry-After", "")))
    return Refusal(answer.status_code, str(told.get("error", "")), pause)


def _pause(header: str) -> timedelta:
    """Read `Retry-After`: whole seconds, at least one."""
    if not (header.isascii() and header.isdigit() and len(header) <= LONGEST_PAUSE_DIGITS):
        return USUAL_PAUSE
    return timedelta(seconds=max(int(header), 1))


def _unopened(letter: Letter, refusal: Refusal, now: datetime) -> Unsent:
    """Decide on a message whose conversation was refused: nothing was sent yet."""
    if refusal.is_half_done:
        return later(letter.id, letter.attempts, str(refusal), now)
    return _refused(letter, refusal, now)


def _unposted(letter: Letter, refusal: Refusal, now: datetime) -> Unsent:
    """Decide on a message that was refused; one that Slack may have is not repeated."""
    if refusal.is_half_done or refusal.status in _IN_BETWEEN:
        return Unsent(letter.id, State.UNKNOWN, str(refusal))
    return _refused(letter, refusal, now)


def _refused(letter: Letter, refusal: Refusal, now: datetime) -> Unsent:
    """Wait where Slack says wait, try again where it was not there, else give up."""
    if refusal.status == HTTPStatus.TOO_MANY_REQUESTS or refusal.code == "ratelimited":
        return paused(letter, now + refusal.pause)
    if refusal.code in _BAD_TOKEN:
        return paused(letter, now + TOKEN_PAUSE, str(refusal))
    if refusal.status >= HTTPStatus.INTERNAL_SERVER_ERROR or refusal.code in _ABSENT:
        return later(letter.id, letter.attempts, str(refusal), now)
    return Unsent(letter.id, State.FAILED, str(refusal))


def broken(route: Route, letter: Letter, error: BaseException) -> Unsent:
    """Decide on a message that met a fault of ours."""
    if letter.id in route.posted:
        return Unsent(letter.id, State.UNKNOWN, f"something broke on its way: {error!r}")
    return later(letter.id, letter.attempts, repr(error), route.moment())


def later(message: int, attempts: int, error: str, now: datetime) -> Unsent:
    """Try again after a while that doubles each time, five times at most."""
    if attempts >= MOST_ATTEMPTS:
        return Unsent(message, State.FAILED, f"gave up after {attempts} attempts: {error}")
    return Unsent(message, State.PLANNED, error, now + FIRST_WAIT * 2 ** (attempts - 1))


def paused(letter: Letter, until: datetime, why: str = "rate limited") -> Paused:
    """Let a message wait because its workspace has to."""
    return Paused(letter.id, State.PLANNED, why, until, counts=False)
