"""Strategy `background_tasks`: FastAPI's own, the request's task goes on after the answer.

Nothing waits in a queue: a delivery is processed by the request that brought it, once its
answer has left, and the sweeper's finds by the sweeper. `workers` bounds both together.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from receiver.background.base import Notify, Process, finish, survive
from receiver.settings import Settings


@asynccontextmanager
async def background(settings: Settings, process: Process) -> AsyncIterator[Notify]:
    """Process within `notify` itself, which the router awaits after the answer.

    At the end what is being processed is finished, and nothing else is begun.
    """
    slots = asyncio.Semaphore(settings.workers)
    running: set[asyncio.Task[None]] = set()
    closing = asyncio.Event()

    async def one(key: int) -> None:
        async with slots:
            if not closing.is_set():  # else it is safe in the inbox
                await survive(process, key)

    async def notify(keys: Sequence[int]) -> None:
        tasks = [asyncio.create_task(one(key)) for key in keys]
        running.update(tasks)
        await asyncio.gather(*tasks)
        running.difference_update(tasks)

    try:
        yield notify
    finally:
        closing.set()
        await finish(running, settings.shutdown_grace)
