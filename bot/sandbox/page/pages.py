"""The endpoints of the page: the whole of it, its parts, and the stream of changes."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse

from bot.sandbox.house import House
from bot.sandbox.page.scene import Look, look, scene
from bot.sandbox.page.templating import HEADERS
from bot.sandbox.plugs import Plugs

_PARTS = ("clock", "sidebar", "main", "modal")
_HEARTBEAT_SECONDS = 15.0


@dataclass(frozen=True)
class Pages:
    """The page's endpoints."""

    house: House
    plugs: Plugs
    stopping: asyncio.Event
    environment: Environment

    async def page(self, request: Request) -> Response:
        """Give the whole page."""
        context = self._scene(self._look(request))
        html = self.environment.get_template("page.html").render(context)
        return HTMLResponse(html, headers=HEADERS)

    async def parts(self, request: Request) -> Response:
        """Give the parts of the page that may have changed, and new notices."""
        looking = self._look(request)
        context = self._scene(looking)
        parts = {
            name: self.environment.get_template(f"{name}.html").render(context) for name in _PARTS
        }
        since = int(request.query_params.get("toasts", "0"))
        toasts = [
            {"number": toast.number, "text": toast.text}
            for toast in self.house.workspace.toasts
            if toast.user == looking.me.id and toast.number > since
        ]
        answer = {"parts": parts, "toasts": toasts, "latest": self.house.workspace.changes}
        return JSONResponse(answer, headers=HEADERS)

    async def changes(self, _request: Request) -> Response:
        """Stream a line whenever something changed."""
        return StreamingResponse(
            self._beats(), media_type="text/event-stream", headers={"cache-control": "no-store"}
        )

    async def _beats(self) -> AsyncIterator[str]:
        pulse = self.house.pulse
        seen = pulse.beats
        while not self.stopping.is_set():
            changed = await pulse.after(seen, _HEARTBEAT_SECONDS)
            seen = pulse.beats
            yield f"data: {seen}\n\n" if changed else ": still here\n\n"

    def _scene(self, looking: Look) -> dict[str, Any]:
        """Set the scene, with what hangs on the bot's being plugged in."""
        return scene(self.house, looking) | {"knows_next": self.plugs.next_moment is not None}

    def _look(self, request: Request) -> Look:
        asked = request.query_params
        looking = look(self.house, asked.get("as", ""), asked.get("at", ""))
        # Only a page that is in front of somebody's eyes counts as read.
        if looking.place and asked.get("looking", "1") == "1":
            news = self.house.workspace.mark_read(looking.me.id, looking.place)
            if news:
                self.house.pulse.beat()
        return looking
