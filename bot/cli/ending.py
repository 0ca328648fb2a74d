"""How a command that keeps running is told to stop."""

import signal
import threading


def told_to_stop() -> threading.Event:
    """Give an event that is set by Ctrl-C and by `kill`; what has begun is ended in order."""
    ended = threading.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, lambda *_: ended.set())
    return ended
