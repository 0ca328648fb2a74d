"""A small bot, a sandbox, and people to play, for the tests of the sandbox."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_sdk import WebClient

from bot.sandbox import CommandHint, Sandbox, SandboxClient

MONDAY = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
COMMANDS = (
    CommandHint("/ai-path help", "what you can do next"),
    CommandHint("/ai-path plan", "[week | all]"),
)
EVERY_SCOPE = (
    *("channels:read", "chat:write", "commands", "files:write", "im:history"),
    *("im:read", "im:write", "team:read", "users:read"),
)
Json = dict[str, Any]


@dataclass(frozen=True)
class Delivery:
    """One request that the bot was sent."""

    headers: dict[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        return {key: values[0] for key, values in parse_qs(self.body.decode()).items()}

    @property
    def payload(self) -> Json:
        """The interaction's payload, the event's envelope, or the command's form."""
        if self.headers["content-type"] == "application/json":
            return dict(json.loads(self.body))
        return dict(json.loads(self.form["payload"])) if "payload" in self.form else self.form


@dataclass
class Robot:
    """A bot that answers as it is told, and keeps what it was sent."""

    url: str = ""
    deliveries: list[Delivery] = field(default_factory=list)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    does: Callable[[Delivery], object] = field(default=lambda _delivery: "")

    def answers(self, answer: object) -> None:
        self.does = lambda _delivery: answer

    @property
    def last(self) -> Json:
        return self.deliveries[-1].payload

    def take(self, delivery: Delivery) -> bytes:
        self.deliveries.append(delivery)
        said = self.does(delivery)
        return said.encode() if isinstance(said, str) else json.dumps(said).encode()


@dataclass
class Stopwatch:
    """Seconds that pass only when a test says so."""

    seconds: float = 100.0

    def __call__(self) -> float:
        return self.seconds


class Quiet(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a sandbox lost patience and hung up."""


def serve(robot: Robot) -> ThreadingHTTPServer:
    class Taker(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            said = robot.take(Delivery(headers, body))
            self.send_response(robot.status)
            for name, value in robot.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the tests' output clean."""

    server = Quiet(("127.0.0.1", 0), Taker)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    robot.url = f"http://127.0.0.1:{server.server_port}/slack/events"
    return server


@dataclass(frozen=True)
class Stage:
    """What is built up once and put back in order for each test."""

    robot: Robot
    stopwatch: Stopwatch
    sandbox: Sandbox


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    robot, stopwatch = Robot(), Stopwatch()
    server = serve(robot)
    sandbox = Sandbox(
        starts_at=MONDAY,
        signing_secret="secret",
        commands=COMMANDS,
        scopes=EVERY_SCOPE,
        elapsed=stopwatch,
        wall=lambda: 1_767_600_000.5,
        hang_seconds=0.05,
    )
    sandbox.start()
    yield Stage(robot, stopwatch, sandbox)
    sandbox.stop()
    server.shutdown()
    server.server_close()


@pytest.fixture
def robot(stage: Stage) -> Robot:
    fresh = Robot(url=stage.robot.url)
    vars(stage.robot).update(vars(fresh))
    return stage.robot


@pytest.fixture
def stopwatch(stage: Stage) -> Stopwatch:
    return stage.stopwatch


@pytest.fixture
def sandbox(stage: Stage, robot: Robot) -> Sandbox:
    stage.sandbox.bot_url = robot.url
    stage.sandbox.advance = stage.sandbox.next_moment = stage.sandbox.ledger = None
    SandboxClient(stage.sandbox.url).reset()
    return stage.sandbox


@pytest.fixture
def web(sandbox: Sandbox) -> WebClient:
    return WebClient(token="xoxb-sandbox", base_url=sandbox.api_url, retry_handlers=[])


@pytest.fixture
def people(sandbox: Sandbox) -> SandboxClient:
    return SandboxClient(sandbox.url)


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


@pytest.fixture
def button() -> Json:
    return {"type": "button", "action_id": "go", "text": plain("Go"), "value": "1"}


@pytest.fixture
def modal() -> Json:
    return {
        "type": "modal",
        "callback_id": "ask",
        "title": plain("Ask"),
        "submit": plain("Send"),
        "blocks": [
            {
                "type": "input",
                "block_id": "note",
                "label": plain("Note"),
                "element": {"type": "plain_text_input", "action_id": "text"},
            }
        ],
    }
