"""Strategy `background_tasks`: FastAPI's own, the request's task goes on after the answer.

Nothing waits in a queue: a delivery is processed by the request that brought it, once its
answer has left, and the sweeper's finds by the sweeper. `workers` bounds both together.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import structlog

from receiver.background.base import Notify, Process
from receiver.settings import Settings

log = structlog.get_logger()


@asynccontextmanager
async def background(settings: Settings, process: Process) -> AsyncIterator[Notify]:
    """Process within `notify` itself, which the router awaits after the answer."""
    slots = asyncio.Semaphore(settings.workers)

    async def one(key: int) -> None:
        async with slots:
            try:
                await process(key)
            except Exception as error:  # noqa: BLE001 - a notifier never raises
                log.warning("worker.failed", key=key, cause=type(error).__name__)

    async def notify(keys: Sequence[int]) -> None:
        await asyncio.gather(*(one(key) for key in keys))

    yield notify
