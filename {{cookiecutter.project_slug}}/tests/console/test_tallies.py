"""Counts are at hand when a page wants them, however long counting takes."""

import asyncio

from receiver.console import tallies
from receiver.console.tallies import Counts, Tallies
from receiver.deliveries import State

FOUND: Counts = {"fake": {State.DONE: 7}}


class Slow:
    """Counts that take a while, and then are there at once."""

    def __init__(self) -> None:
        self.counted = asyncio.Event()

    async def counts(self) -> Counts:
        """Return the counts, when they are counted."""
        await self.counted.wait()
        return FOUND


async def test_slow() -> None:
    """A page waits half a second and does without; later it has what was counted last."""
    slow = Slow()
    found = Tallies(slow.counts)
    async with asyncio.timeout(2 * tallies.SECONDS):
        assert None is await found.counts()
    slow.counted.set()
    assert FOUND == await found.counts()
    slow.counted.clear()
    assert FOUND == await found.counts()
