"""A handler that works in a session for a while, so that it can be killed in the middle."""

import asyncio
import os
import time
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from receiver import Delivery, on

TRACES = "FAKE_TRACES"
WHILE = 0.2
INSERT = text("INSERT INTO shipments (delivery) VALUES (:delivery)")  # into the table of `effects`


@on("fake", "shipment")
async def ship(delivery: Delivery, session: AsyncSession) -> None:
    """Say that it has begun, take a while, and write a row."""
    began = f"{delivery.id} {delivery.attempt} {os.getpid()} {time.time()}\n"
    with Path(os.environ[TRACES]).open("a") as traces:  # noqa: ASYNC230 - a line, in a test
        traces.write(began)
    await asyncio.sleep(WHILE)
    await session.execute(INSERT, {"delivery": delivery.id})


HANDLERS = (ship,)
