"""Serving the WSGI application: gunicorn with threads."""

from contextlib import AbstractContextManager, ExitStack
from typing import TYPE_CHECKING

from gunicorn.app.base import BaseApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed.wsgi import WSGIApplication

THREADS = 32


class Server(BaseApplication):
    """Gunicorn, set up by the program instead of by a file.

    The application is opened in each worker process, after the fork, so that
    no database connection is shared between processes, and closed when the
    worker ends.
    """

    def __init__(
        self,
        opened: "Callable[[], AbstractContextManager[WSGIApplication]]",
        address: str,
        workers: int,
    ) -> None:
        self._opened = opened
        self._open = ExitStack()
        self._options = {
            "bind": address,
            "workers": workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "keepalive": 75,
            "graceful_timeout": 8,
            "accesslog": None,
            "loglevel": "warning",
            "control_socket_disable": True,
            "worker_exit": lambda _arbiter, _worker: self._open.close(),
        }
        super().__init__()

    def load_config(self) -> None:
        """Hand the options to gunicorn."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> "WSGIApplication":  # type: ignore[override]  # this worker class serves WSGI
        """Open the application in the worker."""
        return self._open.enter_context(self._opened())
