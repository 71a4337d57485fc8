"""Sweeping: what no hint brought to a worker, the sweeper does. It makes hints expendable."""

import asyncio

import structlog

from receiver.background.base import Notify
from receiver.deliveries import State
from receiver.observability.metrics import Metrics
from receiver.storage.engine import Database
from receiver.storage.inbox import sweep

BATCH = 2000

log = structlog.get_logger()


class Sweeper:
    """Hints at deliveries that are due although no worker is at them."""

    def __init__(self, database: Database, notify: Notify, metrics: Metrics) -> None:
        self._database = database
        self._notify = notify
        self._metrics = metrics
        self._hints: set[asyncio.Task[None]] = set()

    async def sweep(self) -> None:
        """Take up what is due, and hint at it without waiting for what comes of that.

        The first sweep of a process finds what a crash has left behind.
        """
        swept = await self._database.write(sweep, BATCH)
        recovered = sum(each.found is not State.RETRYING for each in swept)
        if recovered:
            self._metrics.recovered.inc(recovered)
            log.info("sweeper.recovered", deliveries=recovered)
        if swept:
            hint = asyncio.create_task(self._notify([each.key for each in swept]))
            self._hints.add(hint)
            hint.add_done_callback(self._hints.discard)
