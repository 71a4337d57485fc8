"""Group commit: what many callers submit at the same time is written in one transaction."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Sequence
from itertools import islice
from typing import Generic, TypeVar

from receiver.errors import Unavailable
from receiver.storage.gatherings import Gathering
from receiver.storage.timeouts import Timeouts

Item = TypeVar("Item")
Result = TypeVar("Result")

Write = Callable[[Sequence[Item]], Awaitable[Sequence[Result]]]


class GroupCommit(Generic[Item, Result]):
    """Writes submitted items in batches, one batch at a time.

    While one batch is being committed the next one gathers, so that batches grow with the
    load and a lone item waits for nothing. Where several came together, as many are waited for
    after them, for a moment: who was answered comes again, and few large commits cost less than
    many small ones. `write` returns a result for each item, in order. An item that waits for more
    than `patience` seconds fails.

    `pending` items have callers that wait. A batch has at most `most` items that weigh
    `heaviest` together, so that it is committed while its callers still wait; an item may weigh
    more by itself.
    """

    def __init__(  # noqa: PLR0913 - its limits, by name
        self,
        write: Write[Item, Result],
        *,
        patience: float = math.inf,
        most: int = 200,
        capacity: int = 2000,
        weigh: Callable[[Item], int] = lambda _: 0,
        heaviest: int = 8_388_608,
    ) -> None:
        self._write = write
        self._timeouts = Timeouts(patience) if patience < math.inf else None
        self._most = most
        self._capacity = capacity
        self._weigh = weigh
        self._heaviest = heaviest
        self._waiting: dict[asyncio.Future[Result], Item] = {}
        self._writing: asyncio.Task[None] | None = None
        self.pending = 0
        self._gathering = Gathering()

    async def submit(self, item: Item) -> Result:
        """Return the result of an item whose transaction is committed.

        Raises `Unavailable` at once if `capacity` items wait already, `TimeoutError` after
        `patience`, and whatever `write` raises. An item whose caller has gone, or has heard so,
        before its batch began is not written.
        """
        if len(self._waiting) >= self._capacity:
            message = "too many deliveries wait for the database"
            raise Unavailable(message)
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting[future] = item
        self.pending += 1
        if self._timeouts:
            self._timeouts.start(future)
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all())
        self._gathering.take_note(len(self._waiting))
        try:
            return await future
        finally:
            self._waiting.pop(future, None)
            self.pending -= 1
            if self._timeouts:
                self._timeouts.end(future)

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                batch = self._next_batch()
                for future in batch:
                    del self._waiting[future]
                await self._write_batch({each: batch[each] for each in batch if not each.done()})
                there = len(self._waiting)
                await self._gathering.wait(min(len(batch) + there, self._most), there)
        finally:
            self._writing = None

    def _next_batch(self) -> dict[asyncio.Future[Result], Item]:
        batch: dict[asyncio.Future[Result], Item] = {}
        weight = 0
        for future, item in islice(self._waiting.items(), self._most):
            weight += self._weigh(item)
            if batch and weight > self._heaviest:
                break
            batch[future] = item
        return batch

    async def _write_batch(self, batch: dict[asyncio.Future[Result], Item]) -> None:
        try:
            results = await self._write([*batch.values()]) if batch else []
            pairs = list(zip(batch, results, strict=True))
        except Exception as error:  # noqa: BLE001 - it is the callers' to handle, each of them
            for future in batch:
                if not future.done():
                    future.set_exception(error)
        else:
            for future, result in pairs:
                if not future.done():
                    future.set_result(result)
