"""All endpoints of the sandbox as one application, and what runs beside them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import aiohttp
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from bot.sandbox import reading
from bot.sandbox.desk import Desk
from bot.sandbox.dispatch import Dispatcher
from bot.sandbox.doors import DOORS, Machine, knock
from bot.sandbox.guarding import LoopbackOnly
from bot.sandbox.house import House
from bot.sandbox.http_road import HttpRoad
from bot.sandbox.page.bench import Bench
from bot.sandbox.page.pages import Pages
from bot.sandbox.page.templating import STATIC, environment
from bot.sandbox.parcels import Road
from bot.sandbox.plugs import Plugs
from bot.sandbox.sockets import SocketHub
from bot.sandbox.stocktaking import state
from bot.sandbox.web_api import WebApi

_GLANCE_SECONDS = 1.0


class Rooms:
    """The sandbox's application, with the event loop that it lives on."""

    loop: asyncio.AbstractEventLoop

    def __init__(
        self,
        *,
        house: House,
        plugs: Plugs,
        wall: Callable[[], float],
    ) -> None:
        self._house = house
        self._plugs = plugs
        self._wall = wall
        self._stopping = asyncio.Event()
        self._sockets = SocketHub(house)
        self._dispatcher = Dispatcher(house, self._road)
        self._desk = Desk(house, self._dispatcher)
        self._machine = Machine(self._desk, plugs, asyncio.Lock())
        self._session: aiohttp.ClientSession

    def application(self) -> Starlette:
        """Give the application with its routes."""
        api = WebApi(self._house, self._sockets, self._stopping)
        templates = environment()
        pages = Pages(self._house, self._plugs, self._stopping, templates)
        bench = Bench(self._house, self._plugs, templates)
        return Starlette(
            routes=[
                Route("/api/{method}", api.call, methods=["GET", "POST"]),
                Route("/upload/{file}", api.upload, methods=["POST"]),
                Route("/files/{file}/{name}", api.download),
                Route("/response/{key}", api.respond, methods=["POST"]),
                WebSocketRoute("/socket/{ticket}", self._sockets.welcome),
                Route("/", pages.page),
                Route("/parts", pages.parts, methods=["POST"]),
                Route("/changes", pages.changes),
                Route("/bench/{tab}", bench.tab),
                Mount("/static", StaticFiles(directory=STATIC)),
                Route("/sandbox/state", self._state),
                Route("/sandbox/recording", self._recording),
                Route("/sandbox/{door}", self._door, methods=["POST"]),
            ],
            middleware=[Middleware(LoopbackOnly)],
            lifespan=self._open,
        )

    def close(self) -> None:
        """Let go of everyone who waits for something."""
        self._stopping.set()
        self._house.pulse.beat()

    def _road(self) -> Road:
        url = self._plugs.bot_url
        if url is None:
            return self._sockets
        secret = self._house.settings.signing_secret
        return HttpRoad(self._session, url, secret, self._wall)

    @asynccontextmanager
    async def _open(self, _app: Starlette) -> AsyncIterator[None]:
        self.loop = asyncio.get_running_loop()
        timeout = aiohttp.ClientTimeout(total=self._house.settings.ack_seconds)
        # Each delivery takes a connection of its own: one that was kept open
        # could have been closed by the bot in the meantime.
        connector = aiohttp.TCPConnector(force_close=True)
        async with aiohttp.ClientSession(timeout=timeout, connector=connector) as self._session:
            repeating = asyncio.create_task(self._repeat_events())
            yield
            repeating.cancel()

    async def _repeat_events(self) -> None:
        """Send failed events again when their time has come."""
        while not self._stopping.is_set():
            await self._house.pulse.after(self._house.pulse.beats, _GLANCE_SECONDS)
            if self._dispatcher.is_waiting:
                await self._dispatcher.repeat_due()

    async def _state(self, _request: Request) -> Response:
        return JSONResponse(state(self._desk))

    async def _recording(self, _request: Request) -> Response:
        headers = {"content-disposition": 'attachment; filename="recording.json"'}
        return JSONResponse(self._house.recording.written(), headers=headers)

    async def _door(self, request: Request) -> Response:
        name = request.path_params["door"]
        if name not in DOORS:
            known = ", ".join(DOORS)
            refusal = {"ok": False, "error": f"There is no door {name!r}. There are: {known}."}
            return JSONResponse(refusal, status_code=404)
        try:
            body = reading.json_object(await request.body())
        except ValueError:
            return JSONResponse(
                {"ok": False, "error": "The body is no JSON object."}, status_code=400
            )
        answer = await knock(self._machine, name, body)
        self._house.pulse.beat()
        return JSONResponse(answer)
