"""Processing in order: what waits behind a delivery comes next, once that is settled."""

import asyncio
from collections import defaultdict

import pytest

from fake import delivery
from inboxes import change, look, processor, stored
from orders import put, states
from receiver import Delivery, on
from receiver.deliveries import State
from receiver.storage.engine import Database
from receiver.storage.inbox import insert_new
from receiver.storage.opening import open_database


@on("fake", attempts=2)
async def picky(delivery: Delivery) -> None:
    """Fail for what says so."""
    if delivery.body == b"fail":
        raise LookupError


async def test_what_follows(database: Database) -> None:
    """A delivery that is settled brings the next; the last one nothing, nor one in no order."""
    keys = stored(database, *"abc", ordering="k")
    (other,) = stored(database, "d")
    working = processor(database, picky)
    assert [keys[1], keys[2], None] == [await working.process(key) for key in keys]
    assert None is await working.process(other)
    assert {State.DONE} == set(states(database, *keys, other))


async def test_held(database: Database) -> None:
    """One that has to wait is not handled, however often it is hinted at."""
    keys = stored(database, *"abc", ordering="k")
    working = processor(database, picky)
    assert [None, None] == [await working.process(key) for key in keys[1:]]
    assert [State.RECEIVED] * 3 == states(database, *keys)


async def test_held_behind_one_that_fails(database: Database) -> None:
    """Behind one that is to be tried again nothing is handled; once it is dead, the next is."""
    (failing,) = stored(database, "a", ordering="k", body=b"fail")
    (waiting,) = stored(database, "b", ordering="k")
    working = processor(database, picky, retry_base=60)
    assert [None, None] == [await working.process(key) for key in (failing, waiting)]
    assert [State.RETRYING, State.RECEIVED] == states(database, failing, waiting)
    put(database, failing, state=State.RECEIVED)
    assert waiting == await working.process(failing)
    assert None is await working.process(waiting)
    assert [State.DEAD, State.DONE] == states(database, failing, waiting)


async def test_unhandled(database: Database) -> None:
    """One that no handler is for does not hold back those behind it."""
    (first,) = stored(database, "a", ordering="k", event="unknown")
    (second,) = stored(database, "b", ordering="k")
    working = processor(database, on("fake", "ping")(lambda _delivery: None))
    assert second == await working.process(first)
    assert [State.UNHANDLED, State.RECEIVED] == states(database, first, second)


@pytest.mark.parametrize("seed", [1, 2])
async def test_two_processors(database: Database, database_url: str, seed: int) -> None:
    """Two processes that are given all keys at once handle each order one by one, as it came."""
    handled = defaultdict[str, list[int]](list)
    running: set[str] = set()

    @on("fake")
    async def handle(delivery: Delivery) -> None:
        order = delivery.ordering or ""
        assert order not in running, "two of one order at a time"
        running.add(order)
        await asyncio.sleep(0.001 * (delivery.key % (seed + 1)))
        running.remove(order)
        handled[order].append(delivery.key)

    batch = [delivery(str(number), ordering=f"k{number % 4}") for number in range(60)]
    with database.transaction() as connection:
        keys = [key for key in insert_new(connection, batch) if key]
    with open_database(database_url) as other:
        both = [processor(each, handle) for each in (database, other)]

        async def work(key: int | None, each: int) -> None:
            while key is not None:
                key = await both[each].process(key)

        await asyncio.gather(*(work(key, each) for key in keys for each in (0, 1)))
    assert [sorted(each) for each in handled.values()] == list(handled.values())
    assert sorted(keys) == sorted(key for each in handled.values() for key in each)
    assert {"done"} == {line.outcome for key in keys for line in look(database, key)[1]}


async def test_after_a_restart(database: Database) -> None:
    """What was being handled when a process ended is handled first, before what waits for it."""
    first, second = stored(database, *"ab", ordering="k")
    put(database, first, state=State.PROCESSING, due_in=-1)
    working = processor(database, picky)
    assert None is await working.process(second)
    change(database, state=State.RECEIVED)  # as the sweep does
    assert second == await working.process(first)
