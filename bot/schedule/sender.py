"""The way of unprompted messages to Slack: the one room of the house that is async.

Connections stay open and workspaces do not wait for one another.  The ledger
is asked in threads.  Nothing is sent twice: where nobody knows whether Slack
took a message, it is called *unknown* and left.
"""

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.blockkit.surfaces import Message
from bot.blockkit.validator import check_message
from bot.deps import Deps
from bot.domain.nudges import Letter, State
from bot.services import nudges
from bot.store.nudges import Sent, Unsent
from bot.views.nudges import letter as write

logger = logging.getLogger(__name__)

AT_ONCE = 32
MOST_ATTEMPTS = 5
FIRST_WAIT = timedelta(minutes=1)
TIMEOUT = aiohttp.ClientTimeout(total=20, sock_connect=5)


@dataclass(frozen=True, slots=True)
class Dispatched:
    """What became of the messages that were due."""

    states: Counter[State]
    retry_at: datetime | None


def send_due(deps: Deps, now: datetime) -> Dispatched:
    """Send everything that is planned for *now* or earlier, all workspaces side by side."""
    with deps.sessions.begin() as session:
        workspaces = nudges.waiting_workspaces(session, now)
    if not workspaces:
        return Dispatched(Counter(), None)
    return asyncio.run(_send(deps, workspaces, now))


async def _send(deps: Deps, workspaces: tuple[str, ...], now: datetime) -> Dispatched:
    async with aiohttp.ClientSession(timeout=TIMEOUT) as http:
        waves = (_wave(deps, http, workspace, now) for workspace in workspaces)
        outcomes = [outcome for wave in await asyncio.gather(*waves) for outcome in wave]
    states = Counter(_state(outcome) for outcome in outcomes)
    retries = [o.retry_at for o in outcomes if isinstance(o, Unsent) and o.retry_at]
    return Dispatched(states, min(retries, default=None))


def _state(outcome: Sent | Unsent) -> State:
    return State.SENT if isinstance(outcome, Sent) else outcome.state


async def _wave(
    deps: Deps, http: aiohttp.ClientSession, workspace: str, now: datetime
) -> list[Sent | Unsent]:
    """Claim, send and mark, until nothing is due in *workspace* or Slack says wait."""
    client = AsyncWebClient(
        token=deps.bot_token(workspace),
        base_url=deps.slack_api_url,
        session=http,
        retry_handlers=[],
    )
    done: list[Sent | Unsent] = []
    while letters := await asyncio.to_thread(_claim, deps, workspace, now):
        outcomes = await asyncio.gather(*(_deliver(deps, client, one, now) for one in letters))
        await asyncio.to_thread(_mark, deps, outcomes, now)
        done += outcomes
        if any(isinstance(outcome, Unsent) and outcome.retry_at for outcome in outcomes):
            break
    return done


def _claim(deps: Deps, workspace: str, now: datetime) -> tuple[Letter, ...]:
    with deps.sessions.begin() as session:
        return nudges.claim(
            session, deps.curriculum, workspace, deps.worker, now=now, limit=AT_ONCE
        )


def _mark(deps: Deps, outcomes: list[Sent | Unsent], now: datetime) -> None:
    with deps.sessions.begin() as session:
        nudges.mark(session, outcomes, now)


async def _deliver(
    deps: Deps, client: AsyncWebClient, letter: Letter, now: datetime
) -> Sent | Unsent:
    """Send one message; whatever happens to it happens to no other."""
    try:
        channel = letter.channel or await _open_channel(deps, client, letter)
    except (aiohttp.ClientError, TimeoutError) as error:
        # Opening a conversation twice opens one, so this may be tried again.
        return _later(letter, repr(error), now)
    except SlackApiError as error:
        return _refused(letter, error, now)
    try:
        answer = await _post(client, channel, letter, write(letter))
    except aiohttp.ClientConnectorError as error:
        return _later(letter, repr(error), now)
    except (aiohttp.ClientError, TimeoutError) as error:
        # The request was on its way: Slack may have it, so it is not repeated.
        return Unsent(letter.id, State.UNKNOWN, f"no answer from Slack: {error!r}")
    except SlackApiError as error:
        return _refused(letter, error, now)
    return Sent(letter.id, channel, str(answer["ts"]))


async def _open_channel(deps: Deps, client: AsyncWebClient, letter: Letter) -> str:
    opened = await client.conversations_open(users=letter.engineer.who.user)
    channel = str(opened["channel"]["id"])
    await asyncio.to_thread(_keep_channel, deps, letter, channel)
    return channel


def _keep_channel(deps: Deps, letter: Letter, channel: str) -> None:
    with deps.sessions.begin() as session:
        nudges.keep_channel(session, letter.engineer, channel)


async def _post(
    client: AsyncWebClient, channel: str, letter: Letter, message: Message
) -> dict[str, Any]:
    """Post *message*, or its text alone where Slack refuses the blocks."""
    blocks = [] if check_message(message.text, message.blocks) else list(message.blocks)
    try:
        return await _post_as(client, channel, letter, message.text, blocks)
    except SlackApiError as error:
        if not blocks or _code(error) != "invalid_blocks":
            raise
        logger.error("Slack refused the blocks of message %s: %s", letter.id, _details(error))  # noqa: TRY400 - the answer says more than the stack
    return await _post_as(client, channel, letter, message.text, [])


async def _post_as(
    client: AsyncWebClient, channel: str, letter: Letter, text: str, blocks: list[dict[str, Any]]
) -> dict[str, Any]:
    answer = await client.chat_postMessage(
        channel=channel,
        text=text,
        blocks=blocks or None,
        metadata={"event_type": "ai_path_nudge", "event_payload": {"id": str(letter.id)}},
        unfurl_links=False,
        unfurl_media=False,
    )
    return dict(answer.data)  # type: ignore[arg-type]  # a Web API method answers with a dict


def _refused(letter: Letter, error: SlackApiError, now: datetime) -> Unsent:
    """Read a refusal: wait where Slack says wait, try again where it broke, else give up."""
    status = error.response.status_code
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        seconds = int(error.response.headers.get("Retry-After", "30"))
        return Unsent(letter.id, State.PLANNED, "rate limited", now + timedelta(seconds=seconds))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _later(letter, f"Slack answered {status}", now)
    return Unsent(letter.id, State.FAILED, f"Slack refused: {_code(error)}")


def _later(letter: Letter, error: str, now: datetime) -> Unsent:
    """Try again after a while that doubles each time, five times at most."""
    if letter.attempts >= MOST_ATTEMPTS:
        return Unsent(letter.id, State.FAILED, f"gave up after {letter.attempts} attempts: {error}")
    wait = FIRST_WAIT * 2 ** (letter.attempts - 1)
    return Unsent(letter.id, State.PLANNED, error, now + wait)


def _code(error: SlackApiError) -> str:
    answer = error.response.data
    return str(answer.get("error", "")) if isinstance(answer, dict) else str(error)


def _details(error: SlackApiError) -> object:
    answer = error.response.data
    return answer.get("response_metadata") if isinstance(answer, dict) else None
