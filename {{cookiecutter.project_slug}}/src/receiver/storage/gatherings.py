"""Gatherings: who was answered together is waited for, for a moment, to be written together."""

import asyncio
from contextlib import suppress

MOMENT = 0.003
"""Seconds; what a commit to a disk takes."""


class Gathering:
    """Waits until enough have come."""

    def __init__(self) -> None:
        self._enough = 0
        self._complete = asyncio.Event()

    def take_note(self, number: int) -> None:
        """Take note that there are so many."""
        if number == self._enough:
            self._complete.set()

    async def wait(self, enough: int, there: int) -> None:
        """Wait until there are enough, or for a moment; where that is one, or none, not at all."""
        if enough <= max(1, there):
            return
        self._enough = enough
        self._complete.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._complete.wait(), MOMENT)
        self._enough = 0
