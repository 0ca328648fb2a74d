"""Socket Mode: the bot calls in, and parcels reach it in envelopes."""

import asyncio
import json
from dataclasses import dataclass, field

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.sandbox.house import APP_ID, House
from bot.sandbox.parcels import (
    NOBODY_THERE,
    TOO_LATE,
    Acknowledged,
    Kind,
    Outcome,
    Parcel,
    Repeat,
)
from bot.sandbox.shapes import Json


@dataclass
class _Line:
    """One connected bot, with the envelopes that it has yet to acknowledge."""

    socket: WebSocket
    awaited: dict[str, asyncio.Future[Json | str]] = field(default_factory=dict)


class SocketHub:
    """All bots that are connected, and the tickets of those who are about to be."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._tickets: set[str] = set()
        self._lines: list[_Line] = []

    def ticket(self) -> str:
        """Give a ticket for one connection."""
        ticket = self._house.ids.next("S")
        self._tickets.add(ticket)
        return ticket

    async def welcome(self, socket: WebSocket) -> None:
        """Serve one connection until it ends."""
        ticket = socket.path_params["ticket"]
        if ticket not in self._tickets:
            await socket.close(code=4401)
            return
        self._tickets.remove(ticket)
        await socket.accept()
        await self._serve(_Line(socket))

    async def _serve(self, line: _Line) -> None:
        self._lines.append(line)
        try:
            await line.socket.send_text(json.dumps(self._hello()))
            while True:
                _settle(line, await line.socket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            self._lines.remove(line)
            for future in line.awaited.values():
                future.cancel()

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._lines),
            "connection_info": {"app_id": APP_ID},
            "debug_info": {"host": "sandbox", "approximate_connection_time": 3600},
        }

    async def deliver(self, parcel: Parcel, repeat: Repeat | None) -> Outcome:
        """Send *parcel* in an envelope and wait for the acknowledgement."""
        if not self._lines:
            return NOBODY_THERE
        line = self._next_line()
        envelope_id = self._house.ids.next("env-")
        answer: asyncio.Future[Json | str] = asyncio.get_running_loop().create_future()
        line.awaited[envelope_id] = answer
        try:
            await line.socket.send_text(json.dumps(_envelope(envelope_id, parcel, repeat)))
            return Acknowledged(await asyncio.wait_for(answer, self._house.settings.ack_seconds))
        except TimeoutError:
            return TOO_LATE
        except (asyncio.CancelledError, WebSocketDisconnect):
            return NOBODY_THERE
        finally:
            line.awaited.pop(envelope_id, None)

    def _next_line(self) -> _Line:
        # Like Slack, spread the load: each delivery takes the next connection.
        line = self._lines.pop(0)
        self._lines.append(line)
        return line


def _envelope(id: str, parcel: Parcel, repeat: Repeat | None) -> Json:
    envelope: Json = {
        "envelope_id": id,
        "type": parcel.kind.value,
        "payload": parcel.payload,
        "accepts_response_payload": parcel.kind is not Kind.EVENT,
    }
    if parcel.kind is Kind.EVENT:
        envelope["retry_attempt"] = repeat.number if repeat else 0
        envelope["retry_reason"] = repeat.reason if repeat else ""
    return envelope


def _settle(line: _Line, text: str) -> None:
    """Note an acknowledgement; anything else that a client says is ignored, as Slack does."""
    try:
        said = json.loads(text)
    except ValueError:
        return
    answer = line.awaited.get(said.get("envelope_id", "")) if isinstance(said, dict) else None
    if answer is not None and not answer.done():
        payload = said.get("payload") or ""
        answer.set_result(payload if isinstance(payload, dict) else str(payload))
