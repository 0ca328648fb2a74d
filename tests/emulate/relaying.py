"""A relay between the bot and a Web API: it hands every call on and notes the answer.

`emulate` shows nobody a modal's content but the bot that opened it, so this is
where the people of the tests see it.
"""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from urllib.request import Request, urlopen


@dataclass(frozen=True)
class Call:
    """One call of the bot: the method, what it said, and what it was told."""

    method: str
    arguments: Mapping[str, Any]
    answer: Mapping[str, Any]

    @property
    def error(self) -> str:
        """Slack's name for why it refused; empty where it did not."""
        return str(self.answer.get("error", ""))


@dataclass
class Relay:
    """Where the bot calls, and all its calls so far."""

    url: str
    calls: list[Call] = field(default_factory=list)

    def refusals(self) -> list[tuple[str, str]]:
        """List each refused method with its error."""
        return [(call.method, call.error) for call in self.calls if call.error]


@contextmanager
def relaying(to: str) -> Iterator[Relay]:
    """Relay to the server at *to* until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked = _asked(self.path, self.headers.get("Content-Type", ""), body)
            said = _told(to, asked, self.headers["Authorization"])
            relay.calls.append(Call(asked.method, asked.arguments, json.loads(said)))
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    relay = Relay(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield relay
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass(frozen=True)
class _Asked:
    method: str
    arguments: Mapping[str, Any]


def _asked(path: str, kind: str, body: bytes) -> _Asked:
    """Read a call; Slack's clients write arguments into the address as well as the body."""
    address = urlsplit(path)
    is_json = kind.startswith("application/json")
    given = json.loads(body or b"{}") if is_json else dict(parse_qsl(body.decode()))
    return _Asked(address.path.rpartition("/")[2], dict(parse_qsl(address.query)) | given)


def _told(to: str, asked: _Asked, token: str) -> bytes:
    # Slack reads the address too, emulate the body alone, so it gets everything there.
    headers = {"Authorization": token, "Content-Type": "application/json"}
    body = json.dumps(asked.arguments).encode()
    request = Request(f"{to}/api/{asked.method}", data=body, headers=headers)  # noqa: S310 - loopback
    with urlopen(request) as answered:  # noqa: S310 - likewise
        return bytes(answered.read())
