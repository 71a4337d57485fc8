"""Strategy `inprocess`: asyncio workers in the web process, behind a bounded queue of hints."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from receiver.background.base import Notify, Process, Strategy, finish, survive
from receiver.settings import Settings

CAPACITY = 20_000
"""Hints that may wait; past that they are dropped, and the sweeper brings them again."""


@asynccontextmanager
async def background(settings: Settings, process: Process) -> AsyncIterator[Notify]:
    """Run `settings.workers` workers; at the end they finish what they are at."""
    hints = Hints()
    workers = Workers(hints, process)
    for _ in range(settings.workers):
        workers.begin()
    try:
        yield hints.add
    finally:
        hints.close(len(workers.tasks))
        await finish(workers.tasks, settings.shutdown_grace)


class Workers:
    """The tasks that process; one that a handler has cancelled is replaced.

    A handler does that by a cancel scope that it never leaves, for one.
    """

    def __init__(self, hints: "Hints", process: Process) -> None:
        self.tasks: set[asyncio.Task[None]] = set()
        self._hints = hints
        self._process = process

    def begin(self) -> None:
        """Begin with one more."""
        worker = asyncio.create_task(_work(self._hints, self._process))
        self.tasks.add(worker)
        worker.add_done_callback(self._ended)

    def _ended(self, worker: asyncio.Task[None]) -> None:
        self.tasks.discard(worker)
        if worker.cancelled() and not self._hints.is_closed:
            self.begin()


class Hints:
    """The queue of keys; one that waits already is not added again. None ends a worker."""

    def __init__(self) -> None:
        self._queue = asyncio.Queue[int | None]()
        self._waiting: set[int] = set()
        self.is_closed = False

    async def add(self, keys: Sequence[int]) -> None:
        """Queue keys, as far as there is room."""
        for key in keys:
            if key not in self._waiting and len(self._waiting) < CAPACITY:
                self._waiting.add(key)
                self._queue.put_nowait(key)

    async def next(self) -> int | None:
        """Return the key that has waited longest."""
        key = await self._queue.get()
        if key is not None:
            self._waiting.discard(key)
        return key

    def close(self, workers: int) -> None:
        """Forget what waits, it is safe in the inbox, and end every worker."""
        self.is_closed = True
        while not self._queue.empty():
            self._queue.get_nowait()
        for _ in range(workers):
            self._queue.put_nowait(None)


async def _work(hints: Hints, process: Process) -> None:
    while (key := await hints.next()) is not None:
        following = await survive(process, key)
        if following is not None:
            await hints.add([following])


STRATEGY = Strategy(open=background)
