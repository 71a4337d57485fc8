"""What a sender never uses twice: a second use is a duplicate, whatever id it comes under."""

import pytest
from sqlalchemy import select

from fake import delivery
from receiver.deliveries import Delivery
from receiver.storage.engine import Database
from receiver.storage.inbox import insert_messages, insert_new
from receiver.storage.schema import deliveries


def insert(database: Database, *batch: Delivery) -> list[int | None]:
    """Store a batch in a transaction of its own."""
    with database.transaction() as connection:
        return insert_new(connection, batch)


def bodies(database: Database) -> list[bytes]:
    """Return what is stored."""
    with database.snapshot() as connection:
        return list(connection.scalars(select(deliveries.c.body).order_by(deliveries.c.key)))


def test_second_use(database: Database) -> None:
    """A second delivery with the same value is a duplicate, also under another id."""
    assert [1] == insert(database, delivery("a", once="x", body=b"1"))
    assert [None, None] == insert(
        database, delivery("a", once="x", body=b"2"), delivery("b", once="x", body=b"3")
    )
    assert [b"1"] == bodies(database)


def test_within_a_batch(database: Database) -> None:
    """Of several in one batch the first is stored."""
    batch = [delivery(each, once="x", body=each.encode()) for each in "abc"]
    assert [1, None, None] == insert(database, *batch)
    assert [b"a"] == bodies(database)


def test_within_messages(database: Database) -> None:
    """So it is for several messages of one commit, and for the deliveries of one message."""
    messages = [
        [delivery("a", once="x"), delivery("b", once="x"), delivery("c", once="y")],
        [delivery("d", once="y")],
        [delivery("e", once="z"), delivery("a", once="w")],
    ]
    with database.transaction() as connection:
        found = insert_messages(connection, messages)
    new = [[key is not None for key in keys] for keys in found]
    assert [[True, False, True], [False], [True, False]] == new


def test_which_of_two_is_new(database: Database) -> None:
    """Of two with one id, the one that is stored is the one that gets the key."""
    insert(database, delivery("a", once="x"))
    keys = insert(
        database, delivery("b", once="x", body=b"old"), delivery("b", once="y", body=b"new")
    )
    assert [True, False] == [key is None for key in keys]
    assert [b"{}", b"new"] == bodies(database)


def test_without(database: Database) -> None:
    """Deliveries without such a value never collide by it."""
    assert [1, 2, 3] == insert(database, *(delivery(each) for each in "abc"))


@pytest.mark.parametrize("other", ["X", "x ", "", "x\u0301"])
def test_compared_exactly(database: Database, other: str) -> None:
    """Values that differ in anything differ."""
    assert [1, 2] == insert(database, delivery("a", once="x"), delivery("b", once=other))


def test_of_two_sources(database: Database) -> None:
    """The same value from two sources is two values."""
    assert [1, 2] == insert(
        database, delivery("a", once="x"), delivery("a", once="x", source="fake_eu")
    )
