"""Courtesy: who handles a backlog in the web process lets many senders go first, and goes on."""

import asyncio
import threading
import time

import pytest

from fake import delivery
from inboxes import before_commit, due_in
from receiver import Delivery, on
from receiver.handling import Handlers
from receiver.observability.metrics import Metrics
from receiver.services.inbox import MANY, MOMENT, Inbox
from receiver.storage.clock import HINT_GRACE
from receiver.storage.engine import Database
from serving import accept, serving, settled


async def just_after_a_moment() -> None:
    """Wait until the next moment is nearly a whole one away."""
    await asyncio.sleep(MOMENT - asyncio.get_running_loop().time() % MOMENT)


async def waited(database: Database, senders: int) -> float:
    """Return how long the courtesy takes while so many senders wait for a commit."""
    accepting, opened = Inbox(database, Handlers(), Metrics(), 5), threading.Event()
    before_commit(database, lambda: bool(opened.wait(10)))
    tasks = [asyncio.create_task(accepting.accept(delivery(f"{each}"))) for each in range(senders)]
    await just_after_a_moment()
    began = time.monotonic()
    await accepting.let_senders_first()
    took = time.monotonic() - began
    opened.set()
    await asyncio.gather(*tasks)
    return took


async def test_few(database: Database) -> None:
    """While few wait nobody is held up."""
    assert await waited(database, MANY) < MOMENT / 2


async def test_many(database: Database) -> None:
    """While many wait they go first, for a moment and no longer: there is always some progress."""
    assert MOMENT / 2 <= await waited(database, MANY + 1) < MOMENT * 10


async def test_in_the_service(database_url: str) -> None:
    """The workers of the web process are that courteous."""
    handled = asyncio.Event()

    @on("fake")
    async def handle(_given: Delivery) -> None:
        handled.set()

    async with serving(database_url, handle, workers=1, sweep_interval=60) as running:
        (old,) = await accept(running, delivery("old"))
        await settled(running)
        (key,) = [each.key for each in await running.inbox.accept(delivery("new"))]
        handled.clear()
        before_commit(running.database, lambda: time.sleep(0.02))
        crowd = [running.inbox.accept(delivery(f"{each}")) for each in range(MANY + 1)]
        await just_after_a_moment()
        senders = asyncio.gather(*crowd)
        await asyncio.sleep(0)
        began = time.monotonic()
        await running.notify([key or old])
        await asyncio.wait_for(handled.wait(), 5)
        assert MOMENT / 2 <= time.monotonic() - began
        await senders


@pytest.mark.parametrize(("workers", "due"), [(0, 0.0), (1, HINT_GRACE)])
async def test_left_to_hints(database_url: str, workers: int, due: float) -> None:
    """What nobody hints at is due as soon as it is stored; else it is left to its hint."""
    async with serving(database_url, workers=workers, sweep_interval=60) as running:
        (receipt,) = await running.inbox.accept(delivery())
        assert receipt.key
        assert due == pytest.approx(due_in(running.database, receipt.key), abs=1)
