"""Recurring work beside the service: done again and again, and never ended by one failure."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import structlog

log = structlog.get_logger()


@asynccontextmanager
async def every(seconds: float, work: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
    """Do `work` now and then every so many seconds, until the context closes."""
    task = asyncio.create_task(_repeat(seconds, work))
    try:
        yield
    finally:
        await ended(task)


async def ended(task: asyncio.Task[None]) -> None:
    """Cancel a task, and wait until it has ended."""
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def _repeat(seconds: float, work: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await work()
        except Exception as error:  # noqa: BLE001 - the next time may work
            name = getattr(work, "__qualname__", "")
            log.warning("recurring.failed", work=name, cause=type(error).__name__)
        await asyncio.sleep(seconds)
