"""Processing while the database is in trouble, or an error has words that no database takes."""

import asyncio

import pytest
from sqlalchemy.exc import OperationalError

from inboxes import before_commit, disk_full, look, processor, stored
from receiver import Delivery, on
from receiver.deliveries import State
from receiver.storage.engine import Database


async def test_claim_that_fails(database: Database) -> None:
    """Without a committed claim no handler runs."""
    ran = []

    @on("fake")
    async def handle(delivery: Delivery) -> None:
        ran.append(delivery.id)

    (key,) = stored(database)
    before_commit(database, disk_full)
    with pytest.raises(OperationalError):
        await processor(database, handle).process(key)
    assert [] == ran
    assert State.RECEIVED == look(database)[0]


async def test_outcome_that_cannot_be_written_yet(database: Database) -> None:
    """What a handler did is written once the database takes it; the handler does not run again."""
    ran, failures = [], [disk_full]

    @on("fake")
    async def handle(delivery: Delivery) -> None:
        ran.append(delivery.id)
        before_commit(database, lambda: failures.pop()() if failures else None)

    (key,) = stored(database, "a")
    await processor(database, handle).process(key)
    assert (["a"], []) == (ran, failures)
    assert State.DONE == look(database)[0]


@pytest.mark.parametrize("words", ["\ud800", "a\x00b"])
async def test_words_that_no_database_takes(database: Database, words: str) -> None:
    """An error that quotes them is written all the same, and so are its neighbours' outcomes."""

    @on("fake", "bad")
    async def fail(_delivery: Delivery) -> None:
        raise LookupError(words)

    @on("fake", "good")
    async def succeed(_delivery: Delivery) -> None:
        return

    (bad,), (good,) = stored(database, "a", event="bad"), stored(database, "b", event="good")
    working = processor(database, fail, succeed)
    await asyncio.gather(working.process(bad), working.process(good))
    assert (State.RETRYING, State.DONE) == (look(database, bad)[0], look(database, good)[0])
