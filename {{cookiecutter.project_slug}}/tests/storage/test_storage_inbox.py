"""Storing deliveries: each once, in order, as they came."""

import pytest
from sqlalchemy import select

from fake import delivery
from inboxes import due_in, look, stored
from receiver.deliveries import Delivery, State
from receiver.storage import reading
from receiver.storage.clock import HINT_GRACE
from receiver.storage.engine import Database
from receiver.storage.inbox import insert_new
from receiver.storage.schema import deliveries

FIELDS = ("source", "provider", "id", "event", "body", "content_type", "headers")


def insert(database: Database, *batch: Delivery) -> list[int | None]:
    """Store a batch in a transaction of its own."""
    with database.transaction() as connection:
        return insert_new(connection, batch)


def test_new(database: Database) -> None:
    """New deliveries get a key each, and it is told in the order of the batch."""
    assert [1, 2, 3] == insert(database, *(delivery(each) for each in "abc"))


def test_duplicates_across_batches(database: Database) -> None:
    """What was stored before gets no key, wherever it stands in a batch."""
    insert(database, delivery("b"), delivery("d"))
    keys = insert(database, *(delivery(each) for each in "abcd"))
    assert [True, False, True, False] == [key is not None for key in keys]


def test_duplicates_within_a_batch(database: Database) -> None:
    """Of several equal ones in a batch the first is stored."""
    bodies = (b"1", b"2", b"3")
    keys = insert(database, *(delivery("a", body=body) for body in bodies), delivery("b"))
    assert [1, None, None] == keys[:3]
    with database.snapshot() as connection:
        assert b"1" == connection.scalar(select(deliveries.c.body).where(deliveries.c.key == 1))


def test_one_id_from_two_sources(database: Database) -> None:
    """The same id from two sources is two deliveries."""
    assert [1, 2] == insert(database, delivery("a"), delivery("a", source="fake_eu"))


@pytest.mark.parametrize("other", ["A", "a ", "á", "a%", "a'"])
def test_ids_are_compared_exactly(database: Database, other: str) -> None:
    """Ids that differ in anything differ."""
    assert [1, 2] == sorted(key or 0 for key in insert(database, delivery("a"), delivery(other)))


def test_a_large_batch(database: Database) -> None:
    """A batch of any size is stored whole, its duplicates left out."""
    batch = [delivery(str(number % 1500)) for number in range(3000)]
    keys = insert(database, *batch)
    assert (1500, [None] * 1500) == (len({*keys[:1500]} - {None}), keys[1500:])


def test_a_new_delivery(database: Database) -> None:
    """A new delivery is received, was never attempted, and is left to its hint for a while."""
    (key,) = stored(database)
    assert (State.RECEIVED, []) == look(database, key)
    assert HINT_GRACE == pytest.approx(due_in(database, key), abs=1)


def test_what_was_stored_is_what_is_read(database: Database) -> None:
    """Every field of a delivery comes back as it was."""
    sent = delivery(
        "☃ é",
        event="a.b",
        body=b"\x00\xff",
        content_type="text/x; charset=é",
        headers={"x-a": "ÿ", "x-b": '"\\'},
    )
    (key,) = insert(database, sent)
    assert key
    with database.snapshot() as connection:
        found = reading.one(connection, key)
    assert found
    assert [getattr(sent, name) for name in FIELDS] == [
        getattr(found.delivery, name) for name in FIELDS
    ]
