"""Counting: the inbox's counts for people who look often, read seldom."""

import asyncio
import time
from collections.abc import Callable

from receiver.storage import counting
from receiver.storage.counting import Counts
from receiver.storage.engine import Database

FRESH = 5.0
"""Seconds for which counts are kept, at least."""
SHARE = 20.0
"""How many times as long as reading them took they are kept: an inbox may be very large."""


class Counting:
    """Reads counts, however many ask, one reading at a time. `clock` tells seconds."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._clock = clock
        self._reading: asyncio.Task[Counts] | None = None
        self._until = 0.0

    async def counts(self) -> Counts:
        """Return how many deliveries each source has in each state, as of some seconds ago.

        Raises what reading raises; the next one who asks has it tried again.
        """
        if self._reading is None or (self._reading.done() and self._clock() >= self._until):
            self._reading = asyncio.create_task(self._read())
        return await asyncio.shield(self._reading)

    async def _read(self) -> Counts:
        began = self._clock()
        found = await self._database.survey(counting.counts)
        ended = self._clock()
        self._until = ended + max(FRESH, SHARE * (ended - began))
        return found
