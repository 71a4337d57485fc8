"""Processing: one worker at a time has a delivery, and loses it only if it falls silent."""

import asyncio

from calls import Calls
from inboxes import look, processor, stored
from receiver import Delivery, on
from receiver.deliveries import State
from receiver.storage.engine import Database
from receiver.storage.opening import open_database


async def test_two_processors(database: Database, database_url: str) -> None:
    """Of two processes that are given the same keys, each key is handled by one."""
    handled = []

    @on("fake")
    async def handle(delivery: Delivery) -> None:
        handled.append(delivery.key)

    keys = stored(database, *map(str, range(50)))
    with open_database(database_url) as other:
        both = [processor(each, handle) for each in (database, other)]
        await asyncio.gather(*(each.process(key) for key in keys for each in both))
    assert sorted(keys) == sorted(handled)
    assert {State.DONE} == {look(database, key)[0] for key in keys}


async def test_one_processor_twice(database: Database) -> None:
    """A key that is hinted at several times is handled once."""
    calls = Calls()
    (key,) = stored(database)
    working = processor(database, calls.handler)
    hints = [asyncio.create_task(working.process(key)) for _ in range(10)]
    await calls.began.get()
    calls.ends[0].set()
    await asyncio.gather(*hints)
    await working.process(key)
    assert 1 == len(calls.ends)


async def test_so_many_at_a_time(database: Database) -> None:
    """However many ask, no more deliveries are handled at a time than are set."""
    calls = Calls()
    keys = stored(database, *"abc")
    working = processor(database, calls.handler, workers=2)
    hints = [asyncio.create_task(working.process(key)) for key in keys]
    for _ in range(2):
        await calls.began.get()
    await asyncio.sleep(0.1)
    assert 2 == len(calls.ends)
    calls.ends[0].set()
    await calls.began.get()
    for each in calls.ends:
        each.set()
    await asyncio.gather(*hints)


async def test_nothing_there(database: Database) -> None:
    """A hint at what is not there is no error."""
    await processor(database).process(99)
