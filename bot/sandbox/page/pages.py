"""The endpoints of the page: the whole of it, what changed in it, and the stream of changes."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse

from bot.sandbox import reading
from bot.sandbox.house import House
from bot.sandbox.page.drawing import Album
from bot.sandbox.page.scene import Look, look, scene
from bot.sandbox.page.sight import Painter
from bot.sandbox.page.templating import HEADERS
from bot.sandbox.plugs import Plugs
from bot.sandbox.shapes import Json
from bot.sandbox.unread import mark_read, unread

_HEARTBEAT_SECONDS = 15.0


class Pages:
    """The page's endpoints."""

    def __init__(
        self, house: House, plugs: Plugs, stopping: asyncio.Event, environment: Environment
    ) -> None:
        self._house = house
        self._plugs = plugs
        self._stopping = stopping
        self._environment = environment
        self._painter = Painter(house, Album(), environment)

    async def page(self, request: Request) -> Response:
        """Give the whole page."""
        looking = self._arriving(look(self._house, request.query_params))
        self._read(looking)
        context = self._scene(looking)
        sight = self._painter.sight(looking, context)
        html = self._environment.get_template("page.html").render(context | {"sight": sight})
        return HTMLResponse(html, headers=HEADERS)

    async def parts(self, request: Request) -> Response:
        """Give what changed since the page was fetched, and new notices."""
        asked = _Asked(reading.json_object(await request.body()))
        looking = look(self._house, asked.where)
        if asked.is_looking:
            looking = self._arriving(looking) if asked.arrives else looking
            self._read(looking)
        news = self._painter.sight(looking, self._scene(looking)).news(asked.have)
        answer = news | {
            "toasts": self._toasts(looking, asked.toasts),
            "latest": self._house.workspace.changes,
            "new_from": looking.new_from,
        }
        return JSONResponse(answer, headers=HEADERS)

    async def changes(self, _request: Request) -> Response:
        """Stream a line whenever something changed."""
        return StreamingResponse(
            self._beats(), media_type="text/event-stream", headers={"cache-control": "no-store"}
        )

    async def _beats(self) -> AsyncIterator[str]:
        pulse = self._house.pulse
        seen = pulse.beats
        while not self._stopping.is_set():
            changed = await pulse.after(seen, _HEARTBEAT_SECONDS)
            seen = pulse.beats
            yield f"data: {seen}\n\n" if changed else ": still here\n\n"

    def _scene(self, looking: Look) -> dict[str, Any]:
        """Set the scene, with what hangs on the bot's being plugged in."""
        return scene(self._house, looking) | {"knows_next": self._plugs.next_moment is not None}

    def _toasts(self, looking: Look, since: int) -> list[Json]:
        return [
            {"number": toast.number, "text": toast.text}
            for toast in self._house.workspace.toasts
            if toast.user == looking.me.id and toast.number > since
        ]

    def _arriving(self, looking: Look) -> Look:
        """Mark where that begins which somebody has not read, who comes to look now."""
        workspace, place = self._house.workspace, looking.place
        new = unread(workspace, looking.me.id, place) if place else []
        first = next((each for each in new if workspace.root_of(each) is each), None)
        return replace(looking, new_from=first.ts if first else "")

    def _read(self, looking: Look) -> None:
        """Count what is in front of somebody's eyes as read."""
        workspace, place = self._house.workspace, looking.place
        if place and mark_read(workspace, looking.me.id, place, looking.thread):
            self._house.pulse.beat()


@dataclass(frozen=True)
class _Asked:
    """What a page asks when something has changed."""

    body: Json

    @property
    def where(self) -> Mapping[str, str]:
        """Tell who looks at what."""
        return {name: str(value) for name, value in self.body.items() if name != "have"}

    @property
    def is_looking(self) -> bool:
        """Tell whether the page is in front of somebody's eyes; another one reads nothing."""
        return bool(self.body.get("looking", True))

    @property
    def arrives(self) -> bool:
        """Tell whether somebody comes back to the page."""
        return bool(self.body.get("arrives"))

    @property
    def toasts(self) -> int:
        """Tell the number of the latest notice that was shown."""
        return int(self.body.get("toasts") or 0)

    @property
    def have(self) -> Mapping[str, object]:
        """Tell the signs of the pieces that the page has."""
        have = self.body.get("have")
        return have if isinstance(have, dict) else {}
