"""A process that works off an inbox and ends: the service without its web part.

Its one handler does nothing. It prints the seconds that it took, and of CPU, as JSON.
"""

from __future__ import annotations

import asyncio
import json
import time

import uvloop
from sqlalchemy import Connection, select

from receiver import Delivery, on, wiring
from receiver.assembly import Parts
from receiver.discovery import collect
from receiver.observability import logging
from receiver.observability.metrics import Metrics
from receiver.server import garbage
from receiver.services import strategies
from receiver.services.keys import Keys
from receiver.settings import Settings, load_settings
from receiver.storage.schema import deliveries, is_pending

LOOK = 0.05
"""Seconds after which it looks again whether all is done."""


@on("github")
async def nothing(_delivery: Delivery) -> None:
    """Do nothing."""


def pending(connection: Connection) -> bool:
    """Say whether anything waits."""
    waits = select(deliveries.c.due_at).where(is_pending(deliveries)).limit(1)
    return connection.execute(waits).first() is not None


async def work_off(settings: Settings) -> None:
    """Run the service until nothing is pending, and tell how long that took."""
    chosen = strategies.chosen(settings)
    parts = Parts(
        settings=settings,
        sources={},
        handlers=collect([nothing]),
        strategy=chosen,
        metrics=Metrics(),
        keys=Keys(),
    )
    garbage.settle()
    began, used = time.perf_counter(), time.process_time()
    async with wiring.run(parts) as running:
        while await running.database.read(pending):  # noqa: ASYNC110 - of a database nobody tells
            await asyncio.sleep(LOOK)
        took = {"seconds": time.perf_counter() - began, "cpu": time.process_time() - used}
    print(json.dumps(took))  # noqa: T201 - who has started it reads that


if __name__ == "__main__":
    given = load_settings()
    logging.configure(given)
    uvloop.run(work_off(given))
