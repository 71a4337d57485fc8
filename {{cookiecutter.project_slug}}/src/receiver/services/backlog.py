"""The backlog: what waits in the inbox, and since when, for however many ask.

To find out takes the longer the more waits: a second and more for a million. So it is read once
for all, and for no more than a tenth of the time.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace

from receiver.deliveries import State
from receiver.storage.engine import Database
from receiver.storage.health import Health, Oldest, health

FRESH, KEPT = 10, 20
"""How many times as long as reading took what was read is told without another look; and for how
long while the next one takes too long."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was read, when that was on the loop's clock, and how many seconds it took."""

    health: Health
    at: float
    took: float


class Backlog:
    """Reads the inbox, one time after the other; `timeout` is how long who asks waits for that."""

    def __init__(self, database: Database, timeout: float) -> None:
        self._database = database
        self._timeout = timeout
        self._last: Look | None = None
        self._looking: asyncio.Task[Look] | None = None

    async def depths(self) -> Mapping[State, int]:
        """Return how many deliveries there are in each state but done; raises as `oldest` does."""
        return (await self._look()).health.depths

    async def oldest(self) -> Oldest | None:
        """Return the oldest delivery that is not settled, with its age now; None if all are.

        Raises what reading raises, and `TimeoutError` if it takes too long.
        """
        look = await self._look()
        found, since = look.health.oldest, asyncio.get_running_loop().time() - look.at
        return replace(found, age=found.age + since) if found else None

    async def _look(self) -> Look:
        now = asyncio.get_running_loop().time()
        if self._last and now < self._last.at + FRESH * self._last.took:
            return self._last
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._read())
            self._looking.add_done_callback(_heard)
        try:
            async with asyncio.timeout(self._timeout):
                self._last = await asyncio.shield(self._looking)
        except TimeoutError:
            if self._last is None or now > self._last.at + KEPT * self._last.took:
                raise
        return self._last

    async def _read(self) -> Look:
        clock = asyncio.get_running_loop().time
        began = clock()
        found = await self._database.read(health)
        self._last = Look(found, clock(), clock() - began)
        return self._last


def _heard(reading: asyncio.Task[Look]) -> None:
    """Take note of what it raised, for it may be that nobody waits for it any more."""
    if not reading.cancelled():
        reading.exception()
