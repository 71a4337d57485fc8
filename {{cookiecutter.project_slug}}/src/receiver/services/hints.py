"""Hints on their way to a broker: beside the requests, bounded in number and in time.

A broker that is slow, frozen or gone costs hints and nothing else: the sweeper finds what they
were about.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from itertools import islice

import structlog

from receiver.background.base import Notify
from receiver.observability.metrics import Metrics
from receiver.services.recurring import ended

PATIENCE = 0.25
"""Seconds that a broker may take for what it is handed at once."""
MOST = 20
"""Hints that it is handed at once."""
CAPACITY = 20_000
"""Hints that may wait for it; past that they are lost."""

log = structlog.get_logger()


class Hints:
    """Hints that wait for a broker, each once, and whether that takes them."""

    def __init__(self, publish: Notify, metrics: Metrics) -> None:
        self._publish = publish
        self._metrics = metrics
        self._waiting: dict[int, None] = {}
        self._added = asyncio.Event()
        self._is_out = False

    async def add(self, keys: Sequence[int]) -> None:
        """Have hints handed over, as far as there is room."""
        for key in keys:
            if len(self._waiting) >= CAPACITY:
                self._metrics.hints_lost.inc()
            else:
                self._waiting[key] = None
        self._added.set()

    async def run(self) -> None:
        """Hand over what is added, for ever."""
        while True:
            await self._added.wait()
            await self.flush()
            self._added.clear()

    async def flush(self) -> None:
        """Hand over what waits."""
        while self._waiting:
            keys = [*islice(self._waiting, MOST)]
            for key in keys:
                del self._waiting[key]
            await self._hand_over(keys)

    async def _hand_over(self, keys: Sequence[int]) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._publish(keys)
        except Exception as error:  # noqa: BLE001 - an engine's own, of any kind
            self._metrics.hints_lost.inc(len(keys))
            if not self._is_out:
                log.warning("broker.unavailable", cause=type(error).__name__)
            self._is_out = True
        else:
            if self._is_out:
                log.info("broker.available")
            self._is_out = False


@asynccontextmanager
async def hinting(publish: Notify, metrics: Metrics) -> AsyncIterator[Notify]:
    """Hand hints to a broker while the context is open; what waits at the end, once more."""
    hints = Hints(publish, metrics)
    task = asyncio.create_task(hints.run())
    try:
        yield hints.add
    finally:
        await ended(task)
        with suppress(TimeoutError):
            await asyncio.wait_for(hints.flush(), PATIENCE)
