"""A service within the test's own process: all of it but the web, with handlers of the test's."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from fake import parts
from receiver import wiring
from receiver.deliveries import Delivery
from receiver.services.running import Running
from receiver.storage import health


@asynccontextmanager
async def serving(
    database_url: str,
    *handlers: Callable[..., Any],
    **values: Any,  # noqa: ANN401 - any setting
) -> AsyncIterator[Running]:
    """Run the service with these handlers."""
    async with wiring.run(parts(handlers, database_url=database_url, **values)) as running:
        yield running


async def accept(running: Running, *deliveries: Delivery) -> list[int]:
    """Accept deliveries as one message, hint at them, and return the keys of the new ones."""
    receipts = await running.inbox.accept(*deliveries)
    keys = [each.key for each in receipts if each.key]
    await running.notify(keys)
    return keys


async def settled(running: Running, patience: float = 240.0) -> None:
    """Wait until nothing in the inbox is pending."""
    async with asyncio.timeout(patience):
        while sum((await running.database.read(health.depths)).values()):  # noqa: ASYNC110 - as below
            await asyncio.sleep(0.05)


async def true_in_time(condition: Callable[[], object], patience: float = 120.0) -> None:
    """Wait until the condition holds; raises `TimeoutError` if it does not in so many seconds."""
    async with asyncio.timeout(patience):
        while not condition():  # noqa: ASYNC110 - of what is in a database nobody tells
            await asyncio.sleep(0.02)
