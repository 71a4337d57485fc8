"""Threads: a handler that is not async holds up nobody, neither while it runs nor at the end."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from functools import wraps

import pytest

from inboxes import look, processor, stored
from receiver import Delivery, on
from receiver.deliveries import State
from receiver.services.threads import MOST, in_thread
from receiver.storage.engine import Database

VARIABLE = ContextVar("VARIABLE", default="unset")


async def test_thread(database: Database) -> None:
    """A handler that is not async runs in a thread, where it sees the context of its delivery."""
    seen: list[object] = []
    went_on = threading.Event()

    @on("fake")
    def handle(_delivery: Delivery) -> None:
        seen.extend((threading.get_ident(), VARIABLE.get(), went_on.wait(10)))

    VARIABLE.set("set")
    (key,) = stored(database)
    running = asyncio.create_task(processor(database, handle).process(key))
    asyncio.get_running_loop().call_later(0.01, went_on.set)
    await running
    assert threading.get_ident() != seen[0]
    assert ["set", True] == seen[1:]
    assert State.DONE == look(database)[0]


async def test_thread_that_hangs(database: Database) -> None:
    """A thread that hangs is left behind at the limit; it neither blocks nor is waited for."""
    released = threading.Event()

    @on("fake")
    def block(_delivery: Delivery) -> None:
        released.wait(10)

    keys = stored(database, *map(str, range(40)))
    working = processor(database, block, handler_timeout=0.05)
    await asyncio.gather(*(working.process(key) for key in keys))
    assert {State.RETRYING} == {look(database, key)[0] for key in keys}
    assert all(thread.daemon for thread in threading.enumerate() if "block" in thread.name)
    released.set()


async def test_too_many_threads_that_hang() -> None:
    """Threads that hang do not become more and more: past a bound no other is started."""
    released = threading.Event()
    hanging = [
        threading.Thread(target=released.wait, name="handler-hanging", daemon=True)
        for _ in range(MOST)
    ]
    for each in hanging:
        each.start()
    try:
        with pytest.raises(RuntimeError, match="1000 handlers hang"):
            await in_thread(str)
    finally:
        released.set()
        for each in hanging:
            each.join()
    assert "" == await in_thread(str)


async def test_wrapped(database: Database) -> None:
    """An async handler behind a plain wrapper is awaited like any other."""
    handled = []

    def plain(function: Callable[[Delivery], Awaitable[None]]) -> Callable[..., Awaitable[None]]:
        @wraps(function)
        def wrapper(delivery: Delivery) -> Awaitable[None]:
            return function(delivery)

        return wrapper

    @on("fake")
    @plain
    async def handle(delivery: Delivery) -> None:
        await asyncio.sleep(0)
        handled.append(delivery.id)

    (key,) = stored(database, "a")
    await processor(database, handle).process(key)
    assert ["a"] == handled
