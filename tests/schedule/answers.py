"""A server that answers every request in the same way, such as Slack's API never should."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

JSON = "application/json"


@contextmanager
def answering(
    body: str, status: int = 200, kind: str = JSON, headers: dict[str, str] | None = None
) -> Iterator[str]:
    """Answer with *body*, whatever is asked; the address to ask is given."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            told = {"Content-Type": kind, "Content-Length": str(len(body))} | (headers or {})
            for name, value in told.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.02])
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/api/"
        finally:
            server.shutdown()
            thread.join()
