"""Processing with several handlers: each has its own end, and none runs again without need."""

from inboxes import change, look, processor, stored
from receiver import Delivery, on
from receiver.deliveries import State
from receiver.storage.engine import Database


async def test_who_succeeded_does_not_run_again(database: Database) -> None:
    """When one of several handlers fails, only that one runs again."""
    ran = []

    @on("fake")
    async def first(_delivery: Delivery) -> None:
        ran.append("first")

    @on("fake")
    async def flaky(delivery: Delivery) -> None:
        ran.append("flaky")
        if delivery.attempt == 1:
            raise LookupError

    @on("fake")
    async def last(_delivery: Delivery) -> None:
        ran.append("last")

    (key,) = stored(database)
    working = processor(database, first, flaky, last)
    await working.process(key)
    assert State.RETRYING == look(database)[0]
    change(database, state=State.RECEIVED)
    await working.process(key)
    assert ["first", "flaky", "last", "flaky"] == ran
    assert State.DONE == look(database)[0]


async def test_who_died_does_not_run_again(database: Database) -> None:
    """A handler that is beyond help makes the delivery dead once the others have ended."""
    ran = []

    @on("fake", attempts=1)
    async def fragile(_delivery: Delivery) -> None:
        ran.append("fragile")
        raise LookupError

    @on("fake")
    async def flaky(delivery: Delivery) -> None:
        ran.append("flaky")
        if delivery.attempt == 1:
            raise LookupError

    (key,) = stored(database)
    working = processor(database, fragile, flaky)
    await working.process(key)
    assert State.RETRYING == look(database)[0]
    change(database, state=State.RECEIVED)
    await working.process(key)
    assert ["fragile", "flaky", "flaky"] == ran
    assert State.DEAD == look(database)[0]
