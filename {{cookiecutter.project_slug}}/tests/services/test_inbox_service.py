"""Accepting: there is a receipt if, and only if, the delivery is committed."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from fake import delivery
from inboxes import before_commit, disk_full
from receiver.errors import Unavailable
from receiver.handling import Handlers
from receiver.observability.metrics import Metrics
from receiver.services.inbox import Inbox, Receipt
from receiver.storage import reading
from receiver.storage.engine import Database
from receiver.storage.opening import open_database


def inbox(database: Database, metrics: Metrics | None = None, timeout: float = 2) -> Inbox:
    """Return an inbox whose deliveries nobody handles."""
    return Inbox(database, Handlers(), metrics or Metrics(), timeout)


def count(database: Database) -> int:
    """Return how many deliveries are committed."""
    with database.snapshot() as connection:
        return len(reading.newest(connection, 1000))


@contextmanager
def stuck(database: Database) -> Iterator[threading.Event]:
    """Have every commit wait for an event, at the latest until the end."""
    opened = threading.Event()
    before_commit(database, lambda: bool(opened.wait(10)))
    try:
        yield opened
    finally:
        opened.set()


async def test_new_and_duplicate(database: Database) -> None:
    """A new delivery gets a receipt with its key; the same again one without."""
    sent, accepting = delivery(), inbox(database)
    receipts = [receipt for _ in range(2) for receipt in await accepting.accept(sent)]
    assert [Receipt(sent, 1), Receipt(sent, None)] == receipts
    assert ["accepted", "duplicate"] == [each.outcome for each in receipts]


async def test_committed_before_the_receipt(database: Database, database_url: str) -> None:
    """Whoever has a receipt finds the delivery in the database, over any connection."""
    await inbox(database).accept(delivery())
    with open_database(database_url) as other:
        assert 1 == count(other)


async def test_a_hundred_at_once(database: Database) -> None:
    """Of a hundred equal deliveries at once one is new."""
    accepting = inbox(database)
    found = await asyncio.gather(*(accepting.accept(delivery()) for _ in range(100)))
    assert [1, *[None] * 99] == sorted((each.key for (each,) in found), key=lambda key: not key)


async def test_commit_fails(database: Database) -> None:
    """Without a commit there is no receipt and nothing is stored."""
    before_commit(database, disk_full)
    with pytest.raises(Unavailable, match="could not be stored in time"):
        await inbox(database).accept(delivery())
    assert 0 == count(database)


async def test_commit_takes_too_long(database: Database) -> None:
    """A sender hears in time that there is no receipt; it may send the delivery again."""
    accepting = inbox(database, timeout=0.05)
    with stuck(database) as opened:
        with pytest.raises(Unavailable):
            await accepting.accept(delivery())
        opened.set()
    (receipt,) = await inbox(database).accept(delivery())
    assert "duplicate" == receipt.outcome


async def test_duplicate_of_what_is_rolled_back(database: Database) -> None:
    """A duplicate of a delivery whose commit then fails is stored, not waved through."""
    failures = [disk_full]
    before_commit(database, lambda: failures.pop()() if failures else None)
    accepting = inbox(database)
    first = asyncio.create_task(accepting.accept(delivery()))
    await asyncio.sleep(0)  # the first one's batch begins
    await asyncio.sleep(0)
    (second,) = await accepting.accept(delivery())
    assert isinstance(first.exception(), Unavailable)
    assert "accepted" == second.outcome
    assert 1 == count(database)


async def test_database_that_is_not_there() -> None:
    """A database that cannot be opened is our trouble, not the sender's."""
    with open_database("sqlite:////nowhere.sqlite3/x") as database, pytest.raises(Unavailable):
        await inbox(database).accept(delivery())
