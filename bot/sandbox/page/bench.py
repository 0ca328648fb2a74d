"""The bench beside the page: what goes on behind the scenes, one tab at a time."""

import asyncio
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from bot.sandbox.api.methods import METHODS
from bot.sandbox.faults import Wrong
from bot.sandbox.house import House
from bot.sandbox.page.fired import fired_rows
from bot.sandbox.page.steps import step_rows
from bot.sandbox.page.templating import HEADERS
from bot.sandbox.plugs import Plugs

WRONGS = {
    Wrong.RATE_LIMITED: "429: too many requests",
    Wrong.SERVER_ERROR: "500: Slack fails",
    Wrong.DROP_BEFORE: "The line breaks before Slack acts",
    Wrong.DROP_AFTER: "The line breaks after Slack acted",
    Wrong.TIMEOUT: "No answer comes",
    Wrong.INVALID_BLOCKS: "The blocks are refused",
}
"""Each fault in the words of the page."""


@dataclass(frozen=True)
class Bench:
    """The bench's endpoint."""

    house: House
    plugs: Plugs
    templates: Environment

    async def tab(self, request: Request) -> Response:
        """Give what lies on the bench under one tab."""
        name = request.path_params["tab"]
        match name:
            case "fired":
                context = await self._fired()
            case "faults":
                context = self._faults()
            case "recording":
                context = {"steps": step_rows(self.house)}
            case _:
                return PlainTextResponse("There is no such tab.", status_code=404)
        html = self.templates.get_template(f"bench/{name}.html").render(context)
        return HTMLResponse(html, headers=HEADERS)

    def _faults(self) -> dict[str, Any]:
        house = self.house
        return {
            "methods": list(METHODS),
            "wrongs": WRONGS,
            "armed": [(fault, WRONGS[fault.wrong]) for fault in house.faults.waiting()],
            "hits": list(reversed(house.faults.hits)),
            "away": house.bot_is_away,
        }

    async def _fired(self) -> dict[str, Any]:
        ledger = self.plugs.ledger
        rows = None if ledger is None else await asyncio.to_thread(ledger)
        return {"rows": None if rows is None else fired_rows(self.house, rows)}
