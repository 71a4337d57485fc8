"""The inbox's health: what waits, since when, and whether a write would succeed."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from inboxes import stored
from receiver.deliveries import State
from receiver.storage import health
from receiver.storage.engine import Database
from receiver.storage.schema import deliveries


def test_depths(database: Database) -> None:
    """The pending states are counted, and the others but done, apart from each other."""
    keys = stored(database, *"abcdefgh")
    states = [*State, State.RETRYING]
    with database.transaction() as connection:
        for key, state in zip(keys, states, strict=True):
            row = update(deliveries).where(deliveries.c.key == key)
            connection.execute(row.values(state=state))
        counts, undone = health.depths(connection), health.undone(connection)
    assert {State.RECEIVED: 1, State.PROCESSING: 1, State.RETRYING: 2} == counts
    assert {State.DEAD: 1, State.UNHANDLED: 1, State.IGNORED: 1} == undone


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


def test_nothing_waits(database: Database) -> None:
    """Where all is settled there is no oldest delivery; else it says which and since when."""
    with database.snapshot() as connection:
        assert health.oldest(connection) is None
    at = datetime.now(UTC) - timedelta(seconds=30)
    (key,) = stored(database, source="other", received_at=at)
    with database.snapshot() as connection:
        found = health.oldest(connection)
    assert found
    assert (key, "other", State.RECEIVED) == (found.key, found.source, found.state)
    assert at.timestamp() == pytest.approx(found.received_at)
    assert 30 == pytest.approx(found.age, abs=2)


def test_no_table(database: Database) -> None:
    """A missing table is found out."""
    with database.transaction() as connection:
        connection.execute(text("DROP TABLE attempts"))
        connection.execute(text("DROP TABLE deliveries"))
        with pytest.raises(DBAPIError, match="deliveries"):
            health.writable(connection)
