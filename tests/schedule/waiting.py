"""Waiting for something that another thread or process does."""

import threading
import time
from collections.abc import Callable

PATIENCE = 180


def until(condition: Callable[[], bool]) -> None:
    """Look again and again until *condition* holds; it is an error if it never does."""
    give_up = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < give_up, "waited in vain"
        threading.Event().wait(0.02)
