"""Strategy `inprocess`: a bounded queue of hints, each key in it once."""

import asyncio

import pytest

from fake import settings
from receiver.background.inprocess import CAPACITY, Hints, background


async def taken(hints: Hints) -> list[int | None]:
    """Return what a worker gets until the queue is empty."""
    found = []
    while True:
        try:
            async with asyncio.timeout(0.01):
                found.append(await hints.next())
        except TimeoutError:
            return found


async def test_order() -> None:
    """Keys come in the order in which they were added."""
    hints = Hints()
    await hints.add([3, 1])
    await hints.add([2])
    assert [3, 1, 2] == await taken(hints)


async def test_waiting_already() -> None:
    """A key that waits already is not added again; one that was taken is."""
    hints = Hints()
    await hints.add([1, 1, 2])
    await hints.add([2, 1])
    assert [1, 2] == await taken(hints)
    await hints.add([1])
    assert [1] == await taken(hints)


async def test_bounded() -> None:
    """Past its capacity hints are dropped at once: the sweeper brings them again."""
    hints = Hints()
    await hints.add(range(CAPACITY + 5000))
    found = [await hints.next() for _ in range(CAPACITY)]
    assert [*range(CAPACITY)] == found
    assert [] == await taken(hints)


async def test_close() -> None:
    """At the end what waits is forgotten, and each worker is told to go."""
    hints = Hints()
    await hints.add(range(100))
    hints.close(3)
    assert [None] * 3 == await taken(hints)


async def test_adding_does_not_wait() -> None:
    """A notifier never waits for the workers, so that no answer does."""
    began = asyncio.Event()

    async def process(_key: int) -> None:
        began.set()
        await asyncio.Event().wait()

    async with asyncio.timeout(5):
        async with background(settings(workers=1, shutdown_grace=0.01), process) as notify:
            await notify(range(100))
            await began.wait()
            await notify(range(100))


async def test_who_does_not_end_in_time() -> None:
    """What is not finished within the grace is stopped; its lease will run out."""
    stopped = []
    began = asyncio.Event()

    async def process(key: int) -> None:
        began.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            stopped.append(key)
            raise

    async with asyncio.timeout(5):
        async with background(settings(workers=2, shutdown_grace=0.01), process) as notify:
            await notify([7])
            await began.wait()
    assert [7] == stopped


async def test_task_that_is_cancelled() -> None:
    """A delivery that has its worker's task cancelled costs the others no worker."""
    handled = asyncio.Queue[int]()

    async def process(key: int) -> None:
        handled.put_nowait(key)
        if key == 1 and (task := asyncio.current_task()):
            task.cancel()
            await asyncio.sleep(0)

    async with asyncio.timeout(5), background(settings(workers=1), process) as notify:
        await notify([1, 2])
        assert [1, 2] == [await handled.get() for _ in range(2)]


@pytest.mark.parametrize("workers", [1, 16])
async def test_idle(workers: int) -> None:
    """Workers that have nothing to do end at once."""

    async def process(_key: int) -> None: ...

    async with asyncio.timeout(1), background(settings(workers=workers), process):
        pass
