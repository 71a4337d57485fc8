"""Releases: what a stop cuts off is given up, so that somebody else takes it at once."""

import asyncio
import threading
from typing import Any

from inboxes import before_commit, change, disk_full, due_in, look, processor, stored
from receiver import Delivery, on
from receiver.deliveries import State
from receiver.services.processor import Processor
from receiver.storage.engine import Database
from receiver.storage.inbox import sweep


@on("fake")
async def first(_delivery: Delivery) -> None:
    """End at once."""


class Hanging:
    """A handler that hangs until it is cut off, the first time that it runs."""

    def __init__(self) -> None:
        self.began = asyncio.Event()
        self.ran: list[int] = []

    @property
    def handler(self) -> Any:  # noqa: ANN401 - a function that `@on` has marked
        """Return the function."""

        @on("fake")
        async def hang(delivery: Delivery) -> None:
            self.ran.append(delivery.attempt)
            self.began.set()
            if len(self.ran) == 1:
                await asyncio.Event().wait()

        return hang


async def cut_off(working: Processor, key: int, began: asyncio.Event) -> None:
    """Begin with a delivery, and stop in the middle, with no grace."""
    task = asyncio.create_task(working.process(key))
    await began.wait()
    working.stop(0)
    async with asyncio.timeout(10):
        await asyncio.wait([task])
    assert task.cancelled()


async def test_released(database: Database) -> None:
    """A delivery whose handler was cut off is due at once, and that attempt does not count."""
    hanging, (key,) = Hanging(), stored(database)
    await cut_off(processor(database, first, hanging.handler), key, hanging.began)
    state, lines = look(database, key)
    assert (State.RETRYING, True) == (state, due_in(database, key) <= 0)
    told = [
        (each.attempt, each.handler.rpartition(".")[2], each.outcome, each.cause) for each in lines
    ]
    assert [(1, "first", "done", ""), (1, "hang", "released", "Stopped")] == told


async def test_taken_over(database: Database) -> None:
    """Somebody else runs the handlers that had not ended, as if it were the first attempt."""
    hanging, (key,) = Hanging(), stored(database)
    await cut_off(processor(database, first, hanging.handler), key, hanging.began)
    assert [key] == [each.key for each in await database.write(sweep, 10)]
    await processor(database, first, hanging.handler, attempts=1).process(key)
    state, lines = look(database, key)
    assert (State.DONE, [1, 1]) == (state, hanging.ran)
    assert 1 == sum(each.handler.endswith("first") for each in lines)


async def test_thread(database: Database) -> None:
    """A handler in a thread cannot be cut off: nobody takes over before the lease has run out."""
    began, released = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    @on("fake")
    def block(_delivery: Delivery) -> None:
        loop.call_soon_threadsafe(began.set)
        released.wait(10)

    (key,) = stored(database)
    await cut_off(processor(database, block, lease=60), key, began)
    released.set()
    assert (State.PROCESSING, []) == look(database, key)
    assert due_in(database, key) > 30


async def test_cancelled_by_its_handler(database: Database) -> None:
    """A handler that cancels its own task gives nothing up: that attempt counts as a crash does."""

    @on("fake")
    async def cancel(_delivery: Delivery) -> None:
        if task := asyncio.current_task():
            task.cancel()
        await asyncio.sleep(0)

    (key,) = stored(database)
    working = processor(database, cancel, lease=60, attempts=1)
    await asyncio.wait([asyncio.create_task(working.process(key))])
    assert (State.PROCESSING, True) == (look(database, key)[0], due_in(database, key) > 30)
    change(database, state=State.RECEIVED)
    await working.process(key)
    assert State.DEAD == look(database, key)[0]


async def test_lost_meanwhile(database: Database) -> None:
    """What somebody else has taken over is not given up by whom it was taken from."""
    hanging, (key,) = Hanging(), stored(database)
    working = processor(database, hanging.handler)
    task = asyncio.create_task(working.process(key))
    await hanging.began.wait()
    change(database, token=7)
    working.stop(0)
    await asyncio.wait([task])
    assert (State.PROCESSING, []) == look(database, key)


async def test_trouble(database: Database) -> None:
    """If that cannot be written, the lease runs out; stopping does not wait for it."""
    hanging, (key,) = Hanging(), stored(database)
    working = processor(database, hanging.handler)
    task = asyncio.create_task(working.process(key))
    await hanging.began.wait()
    before_commit(database, disk_full)
    working.stop(0)
    async with asyncio.timeout(10):
        await asyncio.wait([task])
    assert State.PROCESSING == look(database, key)[0]


async def test_grace(database: Database) -> None:
    """What ends within the grace is done; nothing else is begun."""
    began, may_end = asyncio.Event(), asyncio.Event()

    @on("fake")
    async def wait(_delivery: Delivery) -> None:
        began.set()
        await may_end.wait()

    here, next_one = stored(database, "a", "b")
    working = processor(database, wait)
    task = asyncio.create_task(working.process(here))
    await began.wait()
    working.stop(60)
    await working.process(next_one)
    may_end.set()
    await task
    assert [State.DONE, State.RECEIVED] == [look(database, key)[0] for key in (here, next_one)]
