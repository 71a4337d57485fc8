"""Pruning as a whole: in short transactions, with rests, by any number of processes."""

import asyncio

from sqlalchemy import Connection

from fake import delivery
from masses import mass
from operating import ADA
from receiver.operations import Act
from receiver.services import pruning
from receiver.services.plans import Ages, look_ahead
from receiver.storage import reading, records
from receiver.storage.engine import Database
from receiver.storage.inbox import insert_new

NUMBER = 500


def counts(connection: Connection) -> tuple[int, int]:
    """Return how many deliveries there are, and how many of them are pruned."""
    found = reading.newest(connection, 10_000)
    return len(found), sum(each.pruned_at is not None for each in found)


async def test_both_stages(database: Database) -> None:
    """Bodies go after the one age, ids after the other, and each stage is on record."""
    mass(database, NUMBER, name="older", age=500)
    mass(database, NUMBER, name="old", age=50)
    mass(database, NUMBER, name="new", age=5)
    ages = Ages(bodies=30, ids=400)
    plan = await look_ahead(database, ages)
    assert [2 * NUMBER, 0] == [total for _, total in plan.stages]
    (bodies,) = await pruning.prune(database, plan, ADA, hurry=True)
    assert (Act.PRUNE, 2 * NUMBER, 2 * NUMBER) == (bodies.act, bodies.total, bodies.done)
    (ids,) = await pruning.prune(database, await look_ahead(database, ages), ADA, hurry=True)
    assert (Act.FORGET, NUMBER, NUMBER) == (ids.act, ids.total, ids.done)
    assert (2 * NUMBER, NUMBER) == await database.read(counts)
    assert [ids, bodies] == await database.read(records.newest, 5)
    assert [] == await database.read(records.unfinished, Act.PRUNE)
    assert (ADA, ages.document()) == (bodies.signature, bodies.document)


async def test_for_ever(database: Database) -> None:
    """Without ages nothing goes."""
    mass(database, 10, age=5000)
    plan = await look_ahead(database, Ages(bodies=0, ids=0))
    assert [] == await pruning.prune(database, plan, ADA)
    assert (10, 0) == await database.read(counts)


async def test_others_get_in_between(database: Database) -> None:
    """It writes a few at a time, and whoever waits to write comes in between."""
    mass(database, NUMBER, age=40)
    seen: list[int] = []
    plan = await look_ahead(database, Ages(bodies=30, ids=0))
    working = asyncio.create_task(
        pruning.prune(database, plan, ADA, tell=lambda each: seen.append(each.done))
    )
    written = 0
    while not working.done():
        await database.write(insert_new, [delivery(f"new-{written}")])
        written += len(seen) < 2  # until the second step
        await asyncio.sleep(0.001)
    (ended,) = await working
    assert (NUMBER, pruning.LEAST) == (ended.done, seen[0])
    assert len(seen) > 2
    assert written >= 2


async def test_side_by_side(database: Database) -> None:
    """Several at once do together what one would do."""
    mass(database, NUMBER, age=40)
    plan = await look_ahead(database, Ages(bodies=30, ids=0))
    both = [pruning.prune(database, plan, ADA, hurry=True) for _ in range(3)]
    ended = [each for found in await asyncio.gather(*both) for each in found]
    assert NUMBER == sum(each.done for each in ended)
    assert (NUMBER, NUMBER) == await database.read(counts)
