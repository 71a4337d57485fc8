"""Group commit: what many callers submit at the same time is written in one transaction."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from itertools import islice
from typing import Generic, TypeVar

from receiver.errors import Unavailable

Item = TypeVar("Item")
Result = TypeVar("Result")

Write = Callable[[Sequence[Item]], Awaitable[Sequence[Result]]]


class GroupCommit(Generic[Item, Result]):
    """Writes submitted items in batches, one batch at a time.

    While one batch is being committed the next one gathers, so that batches grow with the
    load and a lone item waits for nothing. `write` returns a result for each item, in order.

    A batch has at most `most` items that weigh `heaviest` together, so that it is committed
    while its callers still wait; an item may weigh more by itself.
    """

    def __init__(
        self,
        write: Write[Item, Result],
        *,
        most: int = 200,
        capacity: int = 2000,
        weigh: Callable[[Item], int] = lambda _: 0,
        heaviest: int = 8_388_608,
    ) -> None:
        self._write = write
        self._most = most
        self._capacity = capacity
        self._weigh = weigh
        self._heaviest = heaviest
        self._waiting: dict[asyncio.Future[Result], Item] = {}
        self._writing: asyncio.Task[None] | None = None

    async def submit(self, item: Item) -> Result:
        """Return the result of an item whose transaction is committed.

        Raises `Unavailable` at once if `capacity` items wait already, and whatever `write`
        raises. An item whose caller has gone before its batch began is not written.
        """
        if len(self._waiting) >= self._capacity:
            message = "too many deliveries wait for the database"
            raise Unavailable(message)
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting[future] = item
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all())
        try:
            return await future
        finally:
            self._waiting.pop(future, None)

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                batch = self._next_batch()
                for future, _ in batch:
                    del self._waiting[future]
                await self._write_batch(batch)
        finally:
            self._writing = None

    def _next_batch(self) -> list[tuple[asyncio.Future[Result], Item]]:
        batch: list[tuple[asyncio.Future[Result], Item]] = []
        weight = 0
        for future, item in islice(self._waiting.items(), self._most):
            weight += self._weigh(item)
            if batch and weight > self._heaviest:
                break
            batch.append((future, item))
        return batch

    async def _write_batch(self, batch: list[tuple[asyncio.Future[Result], Item]]) -> None:
        futures = [future for future, _ in batch]
        try:
            results = await self._write([item for _, item in batch])
            pairs = list(zip(futures, results, strict=True))
        except Exception as error:  # noqa: BLE001 - it is the callers' to handle, each of them
            for future in futures:
                if not future.done():
                    future.set_exception(error)
        else:
            for future, result in pairs:
                if not future.done():
                    future.set_result(result)
