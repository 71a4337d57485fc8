"""The inbox's health: what waits, since when, and whether a write would succeed."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import OperationalError

from inboxes import stored
from receiver.deliveries import State
from receiver.storage import health
from receiver.storage.engine import Database
from receiver.storage.schema import deliveries


def test_depths(database: Database) -> None:
    """The pending states are counted; what has ended is not."""
    keys = stored(database, *"abcdefgh")
    states = [*State, State.RETRYING]
    with database.transaction() as connection:
        for key, state in zip(keys, states, strict=True):
            row = update(deliveries).where(deliveries.c.key == key)
            connection.execute(row.values(state=state))
        counts = health.depths(connection)
    assert {State.RECEIVED: 1, State.PROCESSING: 1, State.RETRYING: 2} == counts


def test_oldest_pending(database: Database) -> None:
    """The age is that of the oldest delivery that is pending."""
    long_ago = datetime.now(UTC) - timedelta(seconds=500)
    stored(database, "done", received_at=long_ago - timedelta(hours=1))
    with database.transaction() as connection:
        connection.execute(update(deliveries).values(state=State.DONE))
    stored(database, "old", received_at=long_ago)
    stored(database, "new")
    with database.snapshot() as connection:
        assert pytest.approx(500, abs=1) == health.oldest_pending(connection)


@pytest.mark.parametrize("ahead", [timedelta(0), timedelta(hours=1)])
def test_nothing_is_old(database: Database, ahead: timedelta) -> None:
    """Without anything pending the age is 0, and a clock that is ahead makes it no less."""
    with database.snapshot() as connection:
        assert 0 == health.oldest_pending(connection)
    stored(database, received_at=datetime.now(UTC) + ahead)
    with database.snapshot() as connection:
        assert pytest.approx(0, abs=1) == health.oldest_pending(connection)


def test_writable(database: Database) -> None:
    """Trying to write changes nothing."""
    stored(database)
    with database.transaction() as connection:
        health.writable(connection)
        assert 1 == connection.scalar(text("SELECT count(*) FROM deliveries"))


def test_not_writable(database: Database) -> None:
    """A read-only database and a missing table are found out."""
    with database.transaction() as connection:
        connection.exec_driver_sql("PRAGMA query_only = 1")
        with pytest.raises(OperationalError, match="readonly"):
            health.writable(connection)
        connection.exec_driver_sql("PRAGMA query_only = 0")
        connection.exec_driver_sql("DROP TABLE attempts")
        connection.exec_driver_sql("DROP TABLE deliveries")
        with pytest.raises(OperationalError, match="no such table"):
            health.writable(connection)
