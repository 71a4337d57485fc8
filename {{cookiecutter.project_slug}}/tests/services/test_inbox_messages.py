"""Messages with several deliveries: all of them are committed, or none."""

import asyncio

import pytest
from pydantic import BaseModel

from fake import delivery
from inboxes import before_commit, disk_full
from receiver import Delivery, on
from receiver.discovery import collect
from receiver.errors import PayloadInvalid, Unavailable
from receiver.handling import Handlers
from receiver.observability.metrics import Metrics
from receiver.services.inbox import Inbox
from receiver.storage import reading
from receiver.storage.engine import Database


class Signup(BaseModel):
    """What the handler asks for."""

    user_id: int


@on("fake", check_first=True)
def welcome(_delivery: Delivery, _payload: Signup) -> None:
    """Ask for the payload to be checked before the answer."""


def ids(database: Database) -> list[str]:
    """Return which deliveries are committed, the oldest first."""
    with database.snapshot() as connection:
        return [each.id for each in reading.newest(connection, 1000)][::-1]


def inbox(database: Database, metrics: Metrics | None = None) -> Inbox:
    """Return an inbox whose deliveries nobody handles."""
    return Inbox(database, Handlers(), metrics or Metrics(), 2)


async def test_receipts(database: Database) -> None:
    """There is a receipt for each delivery, in order; those from before have no key."""
    accepting = inbox(database)
    await accepting.accept(delivery("b"))
    sent = [delivery(each) for each in "abca"]
    receipts = await accepting.accept(*sent)
    assert sent == [each.delivery for each in receipts]
    assert ["accepted", "duplicate", "accepted", "duplicate"] == [each.outcome for each in receipts]
    assert ["b", "a", "c"] == ids(database)


async def test_none_if_the_commit_fails(database: Database) -> None:
    """Without a commit none of them is stored, and none is counted."""
    metrics = Metrics()
    before_commit(database, disk_full)
    with pytest.raises(Unavailable):
        await inbox(database, metrics).accept(*(delivery(each) for each in "abc"))
    assert [] == ids(database)
    labels = {"source": "fake", "outcome": "accepted"}
    assert metrics.registry.get_sample_value("webhook_received_total", labels) is None


async def test_one_commit(database: Database) -> None:
    """A message is one commit, however many deliveries it holds."""
    commits = []
    before_commit(database, lambda: commits.append(1))
    await inbox(database).accept(*(delivery(str(number)) for number in range(500)))
    assert (1, 500) == (len(commits), len(ids(database)))


async def test_none_if_one_does_not_fit(database: Database) -> None:
    """If a handler could not take one of them, none is stored."""
    accepting = Inbox(database, collect([welcome]), Metrics(), 2)
    right = delivery("a", body=b'{"user_id": 1}')
    with pytest.raises(PayloadInvalid):
        await accepting.accept(right, delivery("b"))
    assert [] == ids(database)


async def test_messages_at_once(database: Database) -> None:
    """Messages that come at the same time get the receipts of their own deliveries."""
    accepting = inbox(database)
    messages = [[delivery(f"{number}-{each}") for each in range(number)] for number in range(1, 30)]
    found = await asyncio.gather(*(accepting.accept(*message) for message in messages))
    assert messages == [[each.delivery for each in receipts] for receipts in found]
    keys = [each.key for receipts in found for each in receipts]
    assert list(range(1, 436)) == sorted(key for key in keys if key)
