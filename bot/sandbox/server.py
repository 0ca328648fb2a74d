"""The sandbox as one object: it serves in a thread of its own."""

import socket
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import uvicorn
from starlette.applications import Starlette

from bot.sandbox.clock import Clock
from bot.sandbox.house import BOT_SCOPES, CommandHint, House, Settings
from bot.sandbox.limits import Limits
from bot.sandbox.members import DEFAULT_CAST, Cast, Member
from bot.sandbox.plugs import LedgerRow
from bot.sandbox.rooms import Rooms
from bot.sandbox.wire import BreakableProtocol

LOOPBACK = "127.0.0.1"
_FIRST_MORNING = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
_HINTS = (CommandHint("/ai-path help", ""),)


class Sandbox:
    """A stand-in for Slack on this machine; what `Plugs` names may be plugged in at any time."""

    def __init__(  # noqa: PLR0913 - each is one knob of the stand-in, all by name
        self,
        *,
        port: int = 0,
        starts_at: datetime = _FIRST_MORNING,
        running: bool = False,
        members: Cast | Sequence[Member] = DEFAULT_CAST,
        team_id: str = "TSANDBOX",
        team_name: str = "sandbox",
        signing_secret: str = "sandbox-signing-secret",  # noqa: S107 - opens nothing but the sandbox
        bot_token: str = "xoxb-sandbox",  # noqa: S107 - likewise
        app_token: str = "xapp-sandbox",  # noqa: S107 - likewise
        commands: Sequence[CommandHint] = _HINTS,
        scopes: Sequence[str] = BOT_SCOPES,
        limits: Limits = Limits.OFF,
        elapsed: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        bot_url: str | None = None,
        advance: Callable[[datetime], None] | None = None,
        next_moment: Callable[[], datetime | None] | None = None,
        ledger: Callable[[], Sequence[LedgerRow]] | None = None,
        ack_seconds: float = 3.0,
        hang_seconds: float = 30.0,
    ) -> None:
        self.bot_url = bot_url
        self.advance = advance
        self.next_moment = next_moment
        self.ledger = ledger
        self._port = port
        self._wall = wall
        self._house = House(
            Settings(
                cast=members if isinstance(members, Cast) else Cast(tuple(members)),
                team_id=team_id,
                team_name=team_name,
                signing_secret=signing_secret,
                bot_token=bot_token,
                app_token=app_token,
                commands=tuple(commands),
                starts_at=starts_at,
                ack_seconds=ack_seconds,
                hang_seconds=hang_seconds,
                epoch=int(wall() * 1000),
                scopes=tuple(scopes),
                limits=limits,
            ),
            Clock(starts_at, running=running, elapsed=elapsed),
            elapsed,
        )
        self._running: _Running | None = None

    @property
    def url(self) -> str:
        """Give the address of the page."""
        return self._house.url

    @property
    def api_url(self) -> str:
        """Give the address of the Web API."""
        return f"{self.url}/api/"

    def now(self) -> datetime:
        """Read the workspace's clock."""
        return self._house.clock.now()

    def set_clock(self, to: datetime) -> None:
        """Put the workspace's clock to another time."""
        self._house.clock.set(to)
        if self._running:
            self._running.call_soon(self._house.pulse.beat)

    def start(self) -> None:
        """Serve in a background thread; return when the port listens."""
        listening = socket.create_server((LOOPBACK, self._port))
        self._house.url = f"http://{LOOPBACK}:{listening.getsockname()[1]}"
        rooms = Rooms(house=self._house, plugs=self, wall=self._wall)
        self._running = _Running(rooms, listening)

    def stop(self) -> None:
        """Stop serving; return when the thread has ended."""
        if self._running:
            self._running.stop()
            self._running = None


class _Server(uvicorn.Server):
    """A server that says when it is up."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so, even of a start that failed: nobody waits for ever."""
        try:
            await super().startup(sockets)
        finally:
            self.up.set()


class _Running:
    """The thread that serves."""

    def __init__(self, rooms: Rooms, listening: socket.socket) -> None:
        self._rooms = rooms
        self._server = _Server(_config(rooms.application()))
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [listening]}, name="sandbox", daemon=True
        )
        self._thread.start()
        self._server.up.wait()

    def call_soon(self, callback: Callable[[], None]) -> None:
        """Run *callback* on the event loop."""
        self._rooms.loop.call_soon_threadsafe(callback)

    def stop(self) -> None:
        """End the thread."""
        self._rooms.loop.call_soon_threadsafe(self._rooms.close)
        self._server.should_exit = True
        self._thread.join()


def _config(application: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        http=BreakableProtocol,
        ws="websockets-sansio",
        log_config=None,
        log_level="warning",
        access_log=False,
        lifespan="on",
        timeout_graceful_shutdown=2,
    )
