"""Serving the WSGI application: gunicorn with threads."""

from typing import TYPE_CHECKING

from gunicorn.app.base import BaseApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed.wsgi import WSGIApplication

THREADS = 32


class Server(BaseApplication):
    """Gunicorn, set up by the program instead of by a file.

    The application is built in each worker process, after the fork, so that
    no database connection is shared between processes.
    """

    def __init__(self, build: "Callable[[], WSGIApplication]", address: str, workers: int) -> None:
        self._build = build
        self._options = {
            "bind": address,
            "workers": workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "keepalive": 75,
            "graceful_timeout": 10,
            "accesslog": None,
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        super().__init__()

    def load_config(self) -> None:
        """Hand the options to gunicorn."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> "WSGIApplication":  # type: ignore[override]  # this worker class serves WSGI
        """Build the application in the worker."""
        return self._build()
