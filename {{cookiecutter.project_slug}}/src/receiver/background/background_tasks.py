"""Strategy `background_tasks`: FastAPI's own, the request's task goes on after the answer.

There is no queue: a delivery is processed by the request that brought it, once its answer has
left, and the sweeper's finds by the sweeper. `workers` bounds both together.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from receiver.background.base import Notify, Process, Strategy, finish, survive
from receiver.settings import Settings

CAPACITY = 2000
"""Deliveries that may wait for their turn; past that they are left to the sweeper."""


@asynccontextmanager
async def background(settings: Settings, process: Process) -> AsyncIterator[Notify]:
    """Process within `notify` itself, which the router awaits after the answer.

    At the end what is being processed is finished, and nothing else is begun.
    """
    slots = asyncio.Semaphore(settings.workers)
    running: set[asyncio.Task[None]] = set()
    closing = asyncio.Event()

    async def one(key: int) -> None:
        following: int | None = key
        while following is not None:
            async with slots:  # else it is safe in the inbox
                following = None if closing.is_set() else await survive(process, following)

    async def notify(keys: Sequence[int]) -> None:
        room = max(0, CAPACITY - len(running))
        tasks = [asyncio.create_task(one(key)) for key in keys[:room]]
        running.update(tasks)
        for task in tasks:
            task.add_done_callback(running.discard)
        await asyncio.gather(*tasks, return_exceptions=True)  # who is cut off is no failure of ours

    try:
        yield notify
    finally:
        closing.set()
        await finish(running, settings.shutdown_grace)


STRATEGY = Strategy(open=background)
