"""Chronology: a time's keys are found by halving, though clocks differ and keys are missing."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete

from fake import delivery
from receiver.storage.chronology import crossing, first_since, last_until
from receiver.storage.engine import Database
from receiver.storage.inbox import insert_new
from receiver.storage.schema import deliveries

AT = 1_760_000_000.0
APART, HOUR = 600.0, 3600.0
FAR = 14
"""How many deliveries are within the margin, two wrong clocks and a gap included."""


@pytest.fixture
def hours(database: Database) -> Database:
    """A hundred deliveries, ten minutes apart; some clocks are wrong, and many are forgotten."""
    wrong = {30: -HOUR, 31: HOUR, 52: -HOUR / 2, 53: -HOUR}
    times = [AT + APART * number + wrong.get(number, 0) for number in range(1, 101)]
    batch = [delivery(str(at), received_at=datetime.fromtimestamp(at, UTC)) for at in times]
    with database.transaction() as connection:
        insert_new(connection, batch)
        connection.execute(delete(deliveries).where(deliveries.c.key % 7 == 3))
    return database


def test_margin(hours: Database) -> None:
    """Within the keys that are found is all that belongs there, and little more."""
    with hours.snapshot() as connection:
        rows = connection.execute(deliveries.select()).all()
        for number in (0, 1, 24, 29, 30, 31, 32, 36, 50, 53, 59, 99, 100, 101):
            at = AT + APART * number
            first, last = first_since(connection, at), last_until(connection, at)
            assert [] == [row.key for row in rows if row.key < first and row.received_at >= at]
            assert [] == [row.key for row in rows if row.key >= last and row.received_at < at]
            assert (True, True) == (number - first <= FAR, last - number <= FAR)


def test_ends(database: Database) -> None:
    """Without deliveries, before the first and after the last one a key is found, too."""
    key, at = deliveries.c.key, deliveries.c.received_at
    with database.snapshot() as connection:
        assert 1 == crossing(connection, key, at, AT)
    with database.transaction() as connection:
        insert_new(connection, [delivery(name) for name in "abc"])
    with database.snapshot() as connection:
        assert [1, 4] == [crossing(connection, key, at, each) for each in (0.0, 1e11)]
