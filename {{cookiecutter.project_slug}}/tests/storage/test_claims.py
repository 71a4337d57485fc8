"""Claims: a delivery is taken by one worker, and by no other while that holds it."""

import pytest

from inboxes import change, claimed, due_in, look, stored
from receiver.deliveries import State
from receiver.storage.claims import Claim, claim
from receiver.storage.engine import Database

LEASE = 60


def take(database: Database, *keys: int) -> list[Claim | None]:
    """Claim keys in a transaction of its own."""
    with database.transaction() as connection:
        return claim(connection, keys, LEASE)


def test_claim(database: Database) -> None:
    """A claim holds the delivery and a token; the attempt counts from its start."""
    (key,) = stored(database, body=b"\x00")
    (found,) = take(database, key)
    assert found
    assert (key, b"\x00", 1, {}) == (
        found.delivery.key,
        found.delivery.body,
        found.delivery.attempt,
        found.settled,
    )
    assert State.PROCESSING == look(database, key)[0]
    assert pytest.approx(LEASE, abs=1) == due_in(database, key)


def test_claimed_once(database: Database) -> None:
    """What somebody holds, nobody else gets: not later, and not in the same batch."""
    (key,) = stored(database)
    first, second = take(database, key, key)
    assert (True, None) == (first is not None, second)
    assert [None] == take(database, key)


def test_order(database: Database) -> None:
    """Claims come in the order of the keys, None for what there is not to be had."""
    keys = stored(database, "a", "b", "c")
    take(database, keys[1])
    claims = take(database, keys[2], keys[1], 99, keys[0])
    assert [3, None, None, 1] == [each and each.delivery.key for each in claims]


@pytest.mark.parametrize("state", [each for each in State if each != State.RECEIVED])
def test_other_states(database: Database, state: State) -> None:
    """Only what is received, or was taken up again, is free."""
    (key,) = stored(database)
    change(database, state=state)
    assert [None] == take(database, key)
    assert state == look(database, key)[0]


def test_tokens(database: Database) -> None:
    """Each claim has a token that no claim before it had; attempts add up."""
    (key,) = stored(database)
    first = claimed(database, key)
    change(database, state=State.RECEIVED)
    second = claimed(database, key)
    assert first.token < second.token
    assert (1, 2) == (first.delivery.attempt, second.delivery.attempt)


def test_settled(database: Database) -> None:
    """A claim tells which handlers have ended already."""
    (key,) = stored(database)
    change(database, settled='{"a.b": "done"}')
    assert {"a.b": "done"} == claimed(database, key).settled
