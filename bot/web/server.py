"""Serving the WSGI application: gunicorn with threads."""

import logging
from contextlib import AbstractContextManager, ExitStack
from typing import TYPE_CHECKING

from gunicorn.app.base import BaseApplication
from gunicorn.config import Config
from gunicorn.glogging import Logger

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed.wsgi import WSGIApplication

THREADS = 32


class Log(Logger):
    """Gunicorn's log, which goes where all others of the program go."""

    def setup(self, cfg: Config) -> None:
        """Leave the writing to the handlers of the program."""
        del cfg
        self.error_log.propagate = True
        self.error_log.setLevel(logging.WARNING)


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
            "logger_class": Log,
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
