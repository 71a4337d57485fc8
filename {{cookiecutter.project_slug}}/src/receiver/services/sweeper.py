"""Sweeping: what no hint brought to a worker, the sweeper does. It makes hints expendable."""

import asyncio
from collections.abc import Awaitable, Callable, Container, Sequence

import structlog

from receiver.background.base import Notify
from receiver.observability.metrics import Metrics
from receiver.storage.engine import Database
from receiver.storage.inbox import hinted, sweep

BATCH = 500
"""Deliveries that are taken up in one transaction: senders wait for no longer one."""
ROOM = 2000
"""Deliveries that hints may be on their way to before the sweeper gives more of them."""
PAUSE, PAUSES = 0.25, 4
"""Seconds until it looks again whether there is room, and how often it does."""

log = structlog.get_logger()


class Sweeper:
    """Hints at deliveries that are due although no worker is at them.

    Those that are `expected` here wait for their turn, and were not lost.
    """

    def __init__(
        self,
        database: Database,
        renew: Callable[[], Awaitable[None]],
        notify: Notify,
        metrics: Metrics,
        expected: Container[int] = (),
    ) -> None:
        self._database = database
        self._renew = renew
        self._notify = notify
        self._metrics = metrics
        self._expected = expected
        self._hints: set[asyncio.Task[None]] = set()
        self._stopped = False

    def stop(self) -> None:
        """Take up nothing more: this process would not come to it, and others wait for it."""
        self._stopped = True

    async def sweep(self) -> None:
        """Take up what is due, and hint at it, no faster than it is worked off.

        The first sweep of a process finds what a crash has left behind. What this process is at
        is held for another lease before: should the clock have jumped, or the machine been
        suspended, its own claims look like those of a worker that died.
        """
        await self._renew()
        while not self._stopped and await self._take_up() == BATCH:
            await self._wait_for_room()

    async def _wait_for_room(self) -> None:
        """Wait until hints are worked off, for a second at most.

        In a flood they never are, and what is due is not left to wait until that is over.
        """
        for _ in range(PAUSES):
            if await self._database.read(hinted, ROOM) <= ROOM - BATCH:
                return
            await asyncio.sleep(PAUSE)

    async def _take_up(self) -> int:
        """Take up a batch of what is due, and return how many there were."""
        swept = await self._database.write(sweep, BATCH)
        recovered = sum(each.lost and each.key not in self._expected for each in swept)
        if recovered:
            self._metrics.recovered.inc(recovered)
            log.info("sweeper.recovered", deliveries=recovered)
        if swept:
            self.hint([each.key for each in swept])
        return len(swept)

    def hint(self, keys: Sequence[int]) -> None:
        """Hint at deliveries without waiting for what comes of that."""
        hint = asyncio.create_task(self._notify(keys))
        self._hints.add(hint)
        hint.add_done_callback(self._hints.discard)
