"""Strategy `background_tasks`: the request's own task goes on, once its answer has left."""

import asyncio

from fake import settings
from receiver.background.background_tasks import background


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
    """What is not finished within the grace is stopped; its lease will run out."""
    began = asyncio.Event()

    async def process(_key: int) -> None:
        began.set()
        await asyncio.Event().wait()

    async with asyncio.timeout(5):
        async with background(settings(shutdown_grace=0.01), process) as notify:
            hint = asyncio.create_task(notify([7]))
            await began.wait()
        await asyncio.gather(hint, return_exceptions=True)
    assert hint.cancelled()
