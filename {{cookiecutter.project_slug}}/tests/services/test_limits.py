"""Limits: a handler that does not end is stopped, and one in a thread holds up nobody."""

import asyncio

from inboxes import look, processor, stored
from receiver import Delivery, on
from receiver.deliveries import State
from receiver.storage.engine import Database


@on("fake")
async def hang(_delivery: Delivery) -> None:
    """Never end."""
    await asyncio.Event().wait()


async def test_timeout(database: Database) -> None:
    """A handler that hangs is stopped at its limit, and tried again."""
    (key,) = stored(database)
    await processor(database, hang, handler_timeout=0.02).process(key)
    state, (line,) = look(database)
    assert (State.RETRYING, "TimeoutError", "no end after 0.02 s") == (
        state,
        line.cause,
        line.message,
    )
    assert 0.02 <= line.duration < 2


async def test_timeout_of_its_own(database: Database) -> None:
    """A handler's own limit replaces that of the settings."""

    @on("fake", timeout=0.02)
    async def hang_shortly(_delivery: Delivery) -> None:
        await asyncio.Event().wait()

    (key,) = stored(database)
    await processor(database, hang_shortly, handler_timeout=60).process(key)
    assert "no end after 0.02 s" == look(database)[1][0].message


async def test_attempts_of_its_own(database: Database) -> None:
    """A handler's own number of attempts replaces that of the settings."""

    @on("fake", attempts=1)
    async def fail(_delivery: Delivery) -> None:
        raise LookupError

    (key,) = stored(database)
    await processor(database, fail, attempts=9).process(key)
    assert State.DEAD == look(database)[0]
