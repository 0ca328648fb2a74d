"""The HTTP face of the Web API: calls, uploads, downloads, response URLs."""

import asyncio
import mimetypes
from dataclasses import dataclass, replace
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.sandbox import reading
from bot.sandbox.api.methods import answer
from bot.sandbox.errors import ApiError
from bot.sandbox.faults import Fault, Wrong
from bot.sandbox.house import House
from bot.sandbox.limits import RateLimitedError
from bot.sandbox.posting import answer as answer_through
from bot.sandbox.shapes import Json
from bot.sandbox.sockets import SocketHub
from bot.sandbox.tickets import TicketError
from bot.sandbox.viewable import viewable_as
from bot.sandbox.wire import Broken, Silent

_ABOUT = 100
_REFUSED_BLOCKS = "[ERROR] refused on purpose [json-pointer:/blocks/0]"


@dataclass(frozen=True)
class WebApi:
    """The endpoints that the bot calls."""

    house: House
    sockets: SocketHub
    stopping: asyncio.Event

    async def call(self, request: Request) -> Response:
        """Run one method, unless a fault was planned for it."""
        name = request.path_params["method"]
        try:
            given = await reading.arguments(request)
        except ValueError:
            return JSONResponse({"ok": False, "error": "invalid_json"})
        token = reading.token(request, given)
        fault = self.house.faults.strike(
            name, with_blocks=bool(given.get("blocks") or given.get("view"))
        )
        if fault is not None:
            self.house.note_hit(name, _about(given), fault.wrong.value)
        match fault:
            case None:
                return self._run(name, token, given)
            case Fault(wrong=Wrong.DROP_AFTER):
                self._run(name, token, given)
                return Broken()
            case _:
                return self._failure(fault)

    def _run(self, name: str, token: str, given: Json) -> Response:
        try:
            answered = answer(self.house, self.sockets, name, token, given)
        except RateLimitedError as refused:
            self.house.note_hit(name, _about(given), "429 by Slack's limits")
            return _rate_limited(refused.retry_after)
        self.house.pulse.beat()
        return JSONResponse(answered.body, headers=dict(answered.headers))

    def _failure(self, fault: Fault) -> Response:
        match fault.wrong:
            case Wrong.RATE_LIMITED:
                return _rate_limited(fault.retry_after)
            case Wrong.SERVER_ERROR:
                return PlainTextResponse("Internal Server Error", status_code=500)
            case Wrong.INVALID_BLOCKS:
                return JSONResponse(ApiError("invalid_blocks", (_REFUSED_BLOCKS,)).answer())
            case Wrong.TIMEOUT:
                return Silent(self.stopping, self.house.settings.hang_seconds)
            case _:
                return Broken()

    async def upload(self, request: Request) -> Response:
        """Take a file's bytes."""
        workspace = self.house.workspace
        file = workspace.files.get(request.path_params["file"])
        content = await reading.uploaded(request)
        if file is None or file.content is not None:
            return PlainTextResponse("No such upload.", status_code=404)
        workspace.put_file(replace(file, content=content, length=len(content)))
        return PlainTextResponse(f"OK - {len(content)}")

    async def download(self, request: Request) -> Response:
        """Give a file's bytes, to be saved, or to be looked at if that can do no harm."""
        file = self.house.workspace.files.get(request.path_params["file"])
        if file is None or file.content is None:
            return PlainTextResponse("There is no such file.", status_code=404)
        shown_as = viewable_as(file.name) if "view" in request.query_params else None
        kind = shown_as or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        way = "inline" if shown_as else "attachment"
        headers = {
            "content-disposition": f"{way}; filename*=UTF-8''{quote(file.name, safe='')}",
            "content-security-policy": "sandbox; default-src 'none'",
            "x-content-type-options": "nosniff",
        }
        return Response(file.content, media_type=kind, headers=headers)

    async def respond(self, request: Request) -> Response:
        """Take an answer through a response URL."""
        try:
            said = await reading.arguments(request)
            reach = self.house.tickets.use_reach(request.path_params["key"])
            answer_through(self.house, reach.user, reach.channel, said, reach.original_ts)
        except TicketError as refused:
            return JSONResponse({"ok": False, "error": refused.error}, status_code=404)
        except ApiError as refused:
            return JSONResponse(refused.answer(), status_code=400)
        except ValueError:
            return JSONResponse({"ok": False, "error": "invalid_payload"}, status_code=400)
        self.house.pulse.beat()
        return JSONResponse({"ok": True})


def _about(given: Json) -> str:
    """Say whom a call was for, and what it said, as far as it told."""
    named = (given.get(name) for name in ("channel", "user", "users", "user_id", "text"))
    words = " ".join(str(each) for each in named if each)
    return words if len(words) <= _ABOUT else f"{words[:_ABOUT]}\N{HORIZONTAL ELLIPSIS}"


def _rate_limited(retry_after: int) -> Response:
    headers = {"retry-after": str(retry_after)}
    return JSONResponse({"ok": False, "error": "ratelimited"}, status_code=429, headers=headers)
