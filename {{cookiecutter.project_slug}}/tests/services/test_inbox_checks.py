"""What the inbox checks before it stores, and counts afterwards."""

import time

import pytest
from pydantic import BaseModel

from fake import delivery
from inboxes import before_commit, disk_full
from receiver.deliveries import Delivery
from receiver.discovery import collect
from receiver.errors import PayloadInvalid, Unavailable
from receiver.events import on
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


async def test_check_first(database: Database) -> None:
    """What a handler could not take is refused, and not stored."""
    accepting = Inbox(database, collect([welcome]), Metrics(), 2)
    with pytest.raises(PayloadInvalid):
        await accepting.accept(delivery(body=b"{}"))
    (receipt,) = await accepting.accept(delivery(body=b'{"user_id": 1}'))
    assert 1 == receipt.key


async def test_nobody_wants_it(database: Database) -> None:
    """What no handler is for is stored like any other."""
    await Inbox(database, Handlers(), Metrics(), 2).accept(delivery(event="unheard.of"))
    with database.snapshot() as connection:
        assert ["unheard.of"] == [each.event for each in reading.newest(connection, 5)]


async def test_counted(database: Database) -> None:
    """Receipts are counted by source and outcome, and the last one's time is kept."""
    metrics = Metrics()
    accepting = Inbox(database, Handlers(), metrics, 2)
    for name in ("a", "a", "b"):
        await accepting.accept(delivery(name))
    value = metrics.registry.get_sample_value
    outcomes = ("accepted", "duplicate")
    assert [2.0, 1.0] == [
        value("webhook_received_total", {"source": "fake", "outcome": each}) for each in outcomes
    ]
    last = value("webhook_last_received_timestamp", {"source": "fake"})
    assert pytest.approx(time.time(), abs=5) == last


async def test_without_a_receipt_nothing_is_counted(database: Database) -> None:
    """What was not stored is not counted as received."""
    metrics = Metrics()
    before_commit(database, disk_full)
    with pytest.raises(Unavailable):
        await Inbox(database, Handlers(), metrics, 2).accept(delivery())
    sample = metrics.registry.get_sample_value(
        "webhook_received_total", {"source": "fake", "outcome": "accepted"}
    )
    assert sample is None
