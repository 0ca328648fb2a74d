"""A beat that tells whoever watches that something changed."""

import asyncio


class Pulse:
    """Counts changes, and wakes those who wait for the next one.

    It lives on the server's event loop and is touched nowhere else.
    """

    def __init__(self) -> None:
        self.beats = 0
        self._next = asyncio.Event()

    def beat(self) -> None:
        """Say that something changed."""
        self.beats += 1
        woken, self._next = self._next, asyncio.Event()
        woken.set()

    async def after(self, seen: int, patience: float) -> bool:
        """Wait until there are more than *seen* beats; tell whether there were in time."""
        if self.beats > seen:
            return True
        try:
            await asyncio.wait_for(self._next.wait(), patience)
        except TimeoutError:
            return False
        return True
