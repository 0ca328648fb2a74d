"""The way to the bot over HTTP, with Slack's signature."""

import json
from collections.abc import Callable
from urllib.parse import urlencode

import aiohttp

from bot.sandbox.parcels import (
    NOBODY_THERE,
    TOO_LATE,
    Acknowledged,
    Kind,
    Outcome,
    Parcel,
    Repeat,
    Undelivered,
    read_answer,
)
from bot.sandbox.signing import signed_headers

_FORM = "application/x-www-form-urlencoded"
_ANSWERED = 200


class HttpRoad:
    """Posts parcels to the bot's request URL."""

    def __init__(
        self, session: aiohttp.ClientSession, url: str, secret: str, wall: Callable[[], float]
    ) -> None:
        self._session = session
        self._url = url
        self._secret = secret
        self._wall = wall

    async def deliver(self, parcel: Parcel, repeat: Repeat | None) -> Outcome:
        """Post *parcel*, signed, and wait for the acknowledgement."""
        body = body_of(parcel)
        headers = {
            "content-type": "application/json" if parcel.kind is Kind.EVENT else _FORM,
            "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            **signed_headers(self._secret, int(self._wall()), body),
            **_repeat_headers(repeat),
        }
        try:
            async with self._session.post(self._url, data=body, headers=headers) as response:
                return await _outcome(response)
        except TimeoutError:
            return TOO_LATE
        except aiohttp.ClientError:
            return NOBODY_THERE


def body_of(parcel: Parcel) -> bytes:
    """Write a parcel the way Slack puts its kind into a request."""
    match parcel.kind:
        case Kind.COMMAND:
            return urlencode(parcel.payload).encode()
        case Kind.INTERACTION:
            return urlencode({"payload": json.dumps(parcel.payload)}).encode()
        case _:
            return json.dumps(parcel.payload).encode()


def _repeat_headers(repeat: Repeat | None) -> dict[str, str]:
    if repeat is None:
        return {}
    return {"x-slack-retry-num": str(repeat.number), "x-slack-retry-reason": repeat.reason}


async def _outcome(response: aiohttp.ClientResponse) -> Outcome:
    text = await response.text()
    if response.status == _ANSWERED:
        return Acknowledged(read_answer(text))
    may_repeat = response.headers.get("x-slack-no-retry") != "1"
    return Undelivered("dispatch_failed", "http_error", may_repeat)
