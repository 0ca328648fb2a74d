"""The wire itself: answers that do not come, and connections that break."""

import asyncio

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol


class BreakableProtocol(H11Protocol):
    """HTTP whose connection a response can cut, as a bad network would."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        """Keep the transport where a response finds it."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}


class Broken(Response):
    """No answer: the connection is cut."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - nothing is sent
        """Cut the connection."""
        scope["state"]["transport"].abort()
        await _hung_up(receive)


class Silent(Response):
    """No answer for *patience* seconds, or until the sandbox stops; then the line is cut."""

    def __init__(self, stopping: asyncio.Event, patience: float) -> None:
        super().__init__()
        self._stopping = stopping
        self._patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wait for the first who loses patience."""
        stopped = asyncio.ensure_future(self._stopping.wait())
        left = asyncio.ensure_future(_hung_up(receive))
        waiting = {stopped, left}
        await asyncio.wait(waiting, timeout=self._patience, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if not left.done():
            left.cancel()
            await Broken()(scope, receive, send)


async def _hung_up(receive: Receive) -> None:
    message: Message = {}
    while message.get("type") != "http.disconnect":
        message = await receive()
