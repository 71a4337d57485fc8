"""The real background without its web part, in a process that is started anew when it is killed.

`python -m fake_worker 120`, whose clock is 120 s ahead, forks it, so that a new one is at work
within moments. Its handler works in a session, as the payload says: it pauses before its first
statement, fails in so many attempts, dies in the first by a kill -9 of its own, or hangs.
"""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import AsyncSession

from effects import Shipment
from fake import parts
from receiver import Delivery, RetryLater, on, wiring
from receiver.observability import logging
from receiver.settings import load_settings

TRACES = "FAKE_TRACES"
AFTERWARDS = 600
"""Seconds after which a handler that fails asks to be run again."""


@on("fake", "ship")
async def ship(delivery: Delivery, session: AsyncSession) -> None:
    """Write a row, with what the payload wants to go wrong."""
    plan = delivery.json()
    trace("began", delivery.id, delivery.attempt)
    dies = plan.get("die") if delivery.attempt == 1 else None
    await asyncio.sleep(plan.get("pause", 0))
    if dies == "before":
        die(delivery.id)
    session.add(Shipment(delivery=delivery.id))
    await session.flush()
    if delivery.attempt <= plan.get("fail", 0):
        raise RetryLater(AFTERWARDS)
    if dies == "flushed":
        die(delivery.id)
    if dies == "hanging":
        trace("hangs", delivery.id)
        await asyncio.Event().wait()
    if dies in ("committing", "committed"):
        connection = (await session.connection()).sync_connection
        event.listen(connection, "commit", committing(delivery.id, first=dies == "committed"))


def committing(delivery_id: str, *, first: bool) -> Callable[[Connection], None]:
    """Return what dies in the place of a commit, or right after it."""

    def commit(connection: Connection) -> None:
        if first:
            connection.connection.commit()
        die(delivery_id)

    return commit


def trace(*words: object) -> None:
    """Write a line, with the time at the end."""
    with Path(os.environ[TRACES]).open("a") as traces:
        traces.write(" ".join(map(str, (*words, time.monotonic()))) + "\n")


def die(delivery_id: str) -> None:
    """Be killed."""
    trace("died", delivery_id)
    os.kill(os.getpid(), signal.SIGKILL)


async def work(parent: int) -> None:
    """Process deliveries for as long as the parent lives."""
    built = parts([ship], **load_settings().model_dump(exclude_unset=True))
    logging.configure(built.settings)
    async with wiring.run(built):
        trace("up", os.getpid())
        while os.getppid() == parent:  # noqa: ASYNC110 - there is no event for that
            await asyncio.sleep(0.05)
        os._exit(0)  # and takes nothing further with it


def main() -> None:
    """Have a worker at work, until this process is told to stop."""
    parent = os.getpid()
    ahead, real = float(sys.argv[1]), time.time
    time.time = lambda: real() + ahead
    while True:
        child = os.fork()
        if not child:
            asyncio.run(work(parent))
            return
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
