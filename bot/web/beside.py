"""Serving the WSGI application beside something else: in threads of the same process."""

import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from waitress import wasyncore
from waitress.server import create_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed.wsgi import WSGIApplication

THREADS = 16
LOOPBACK = "127.0.0.1"


@contextmanager
def serving(application: "WSGIApplication") -> "Iterator[str]":
    """Serve *application* on a free port of this machine, until the end of the block.

    Requests that have begun are answered; connections that are only kept open
    are closed.
    """
    listening = socket.create_server((LOOPBACK, 0))
    connections: dict[int, Any] = {}
    # What is annotated of it does not know its trigger.
    server: Any = create_server(application, map=connections, sockets=[listening], threads=THREADS)
    thread = threading.Thread(target=server.run, name="bot", daemon=True)
    thread.start()
    try:
        yield f"http://{LOOPBACK}:{listening.getsockname()[1]}"
    finally:
        server.task_dispatcher.shutdown()
        # The loop belongs to its own thread, so it is that one which closes.
        server.trigger.pull_trigger(lambda: wasyncore.close_all(connections, ignore_all=True))
        thread.join()
