"""What people ask the inbox."""

from datetime import UTC, datetime

from fake import delivery
from inboxes import change, claimed, stored
from receiver.deliveries import State
from receiver.storage import reading
from receiver.storage.engine import Database
from receiver.storage.inbox import insert_new
from receiver.storage.outcomes import Attempt, Outcome, finish
from receiver.storage.reading import Summary

AT = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)


def test_newest(database: Database) -> None:
    """The newest come first, as many as asked for."""
    stored(database, "a", "b", "c")
    with database.snapshot() as connection:
        assert ["c", "b"] == [each.id for each in reading.newest(connection, 2)]
        assert ["c", "b", "a"] == [each.id for each in reading.newest(connection, 9)]


def test_summary(database: Database) -> None:
    """A line says what came from whom and when, and where it stands."""
    with database.transaction() as connection:
        insert_new(connection, [delivery("a", event="x.y", received_at=AT)])
    change(database, state=State.DEAD, attempts=3)
    with database.snapshot() as connection:
        (found,) = reading.newest(connection, 1)
    assert Summary(1, "fake", "a", "x.y", State.DEAD, 3, AT) == found


def test_one(database: Database) -> None:
    """One delivery comes with its state and its own attempts, oldest first."""
    for key in stored(database, "a", "b"):
        lines = [
            Attempt(handler=name, started_at=0.0, duration=0.0, outcome="done")
            for name in (f"first of {key}", f"second of {key}")
        ]
        outcome = Outcome(
            claim=claimed(database, key), state=State.DONE, delay=0, settled={}, attempts=lines
        )
        with database.transaction() as connection:
            finish(connection, [outcome])
    with database.snapshot() as connection:
        found = reading.one(connection, 2)
    assert found
    assert ("b", State.DONE) == (found.delivery.id, found.state)
    assert ["first of 2", "second of 2"] == [each.handler for each in found.ledger]


def test_none(database: Database) -> None:
    """There may be nothing, or nothing under a key."""
    with database.snapshot() as connection:
        assert [] == reading.newest(connection, 5)
        assert reading.one(connection, 1) is None
