"""An ear on this machine: it hears what the bot sends, and answers what a test wants."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR
from urllib.parse import unquote_plus


@dataclass(frozen=True)
class Reply:
    """What the ear answers; nothing at all where it *hangs_up*."""

    status: int = 200
    body: str = "ok"
    hangs_up: bool = False


@dataclass
class Ear:
    """Where it is, what it heard, and what it will say, the last thing again and again."""

    url: str = ""
    heard: list[str] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=lambda: [Reply()])
    when_spoken_to: Callable[[], object] = lambda: None

    def reply(self) -> Reply:
        """Take the next answer."""
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@contextmanager
def listening() -> Iterator[Ear]:
    """Listen on a port of this machine."""
    ear = Ear()

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            ear.heard.append(f"{self.path} {unquote_plus(body)}")
            ear.when_spoken_to()
            reply = ear.reply()
            if reply.hangs_up:
                self.connection.shutdown(SHUT_RDWR)
                self.close_connection = True
                return
            self.send_response(reply.status)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body.encode())

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Bear with a bot that does not wait."""

    server = Server(("127.0.0.1", 0), Listener)
    ear.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield ear
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
