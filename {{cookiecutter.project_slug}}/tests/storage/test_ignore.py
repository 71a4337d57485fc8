"""Ignoring: a delivery is handled no more, whoever is at it, and the next in its order may."""

import pytest

from inboxes import change, claimed, due_in, look, stored
from receiver.deliveries import State
from receiver.storage.acts import ignore, replay
from receiver.storage.claims import claim
from receiver.storage.engine import Database
from receiver.storage.inbox import sweep
from receiver.storage.outcomes import Outcome, finish


def ignored(database: Database, *keys: int) -> int:
    """Ignore in a transaction of its own."""
    with database.transaction() as connection:
        return ignore(connection, *keys)


@pytest.mark.parametrize("state", State)
def test_never_swept(database: Database, state: State) -> None:
    """It comes up no more, from whatever state, and others do."""
    one, other = stored(database, "a", "b")
    change(database, state=state, due_at=0)
    assert 1 == ignored(database, one)
    assert (State.IGNORED, state) == (look(database, one)[0], look(database, other)[0])
    with database.transaction() as connection:
        assert one not in [each.key for each in sweep(connection, 10)]
        assert [None] == claim(connection, [one], 60)


def test_the_holder_is_fenced_off(database: Database) -> None:
    """What an attempt that is running finds out is not written."""
    (key,) = stored(database)
    held = claimed(database, key)
    ignored(database, key)
    done = Outcome(claim=held, state=State.DONE, delay=0, settled={}, attempts=[])
    with database.transaction() as connection:
        assert [False] == finish(connection, [done])
    assert State.IGNORED == look(database, key)[0]


def test_replayed(database: Database) -> None:
    """Until it is replayed: then it starts over."""
    (key,) = stored(database)
    ignored(database, key)
    with database.transaction() as connection:
        replay(connection, key)
    assert 1 == claimed(database, key).delivery.attempt


def test_the_next_in_order(database: Database) -> None:
    """What waited behind it in its order is free at once, and nothing else is."""
    first, second, third = stored(database, "a", "b", "c", ordering="o")
    with database.transaction() as connection:
        assert [None, None] == claim(connection, [second, third], 60)
    change(database, due_at=1e12)
    ignored(database, first)
    assert (True, False) == tuple(due_in(database, key) < 60 for key in (second, third))
    with database.transaction() as connection:
        free = [each is not None for each in claim(connection, [second, third], 60)]
    assert [True, False] == free


def test_missing(database: Database) -> None:
    """There is nothing to ignore under a key that is not there."""
    assert 0 == ignored(database, 99)
