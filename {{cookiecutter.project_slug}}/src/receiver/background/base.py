"""The seam between the inbox and whoever runs the handlers, and what every strategy owes it."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeAlias

import structlog

from receiver.settings import Settings

log = structlog.get_logger()

Process: TypeAlias = Callable[[int], Awaitable[int | None]]
"""Makes one attempt at the delivery of this key, if it is free. Safe to call twice.

Returns the key of the delivery that waited for it in its order, if any did: worth a look now, but
after those that wait for a worker.
"""

Notify: TypeAlias = Callable[[Sequence[int]], Coroutine[Any, Any, None]]
"""Hints that deliveries of these keys are worth a look. It may lose hints, but never raises."""

Background: TypeAlias = Callable[[Settings, Process], AbstractAsyncContextManager[Notify]]
"""A strategy: while its context is open, what is notified gets processed somewhere."""


async def survive(process: Process, key: int) -> int | None:
    """Process one delivery, and outlive it: what is raised is logged, the sweeper comes again.

    Returns what `process` does.
    """
    try:
        return await process(key)
    except Exception as error:  # noqa: BLE001 - one delivery must not end who works on all
        log.warning("worker.failed", key=key, cause=type(error).__name__)
        return None


async def finish(tasks: Collection[asyncio.Task[None]], grace: float) -> None:
    """Wait for tasks to end, `grace` seconds at most, and cancel those that did not."""
    if tasks:
        _, late = await asyncio.wait(tasks, timeout=grace)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
