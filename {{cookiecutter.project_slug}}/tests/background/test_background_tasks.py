"""Strategy `background_tasks`: the request's own task goes on, once its answer has left."""

import asyncio

from fake import settings
from receiver.background.background_tasks import CAPACITY, background


async def test_within_the_notifier() -> None:
    """When the notifier returns, what it was given has been processed."""
    ended = []

    async def process(key: int) -> None:
        await asyncio.sleep(0)
        ended.append(key)

    async with background(settings(), process) as notify:
        await notify([1, 2])
        assert [1, 2] == ended


async def test_who_does_not_end_in_time() -> None:
    """What is not finished within the grace is stopped, and its request hears of no failure."""
    stopped = []
    began = asyncio.Event()

    async def process(key: int) -> None:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            stopped.append(key)

    async with asyncio.timeout(5):
        async with background(settings(shutdown_grace=0.01), process) as notify:
            hint = asyncio.create_task(notify([7]))
            await began.wait()
        await hint
    assert [7] == stopped


async def test_bounded() -> None:
    """Past its capacity what is notified is left to the sweeper, until there is room again."""
    may_end, begun = asyncio.Event(), []

    async def process(key: int) -> None:
        begun.append(key)
        await may_end.wait()

    async with asyncio.timeout(10), background(settings(workers=2), process) as notify:
        hints = [asyncio.create_task(notify(range(n, n + 1000))) for n in (0, 1000, 2000)]
        await hints[2]
        may_end.set()
        await asyncio.gather(*hints)
        await notify([-1])
    assert [*range(CAPACITY), -1] == begun
