"""Replaying: a delivery starts over, from wherever it stands."""

import pytest

from inboxes import change, claimed, due_in, look, stored
from receiver.deliveries import State
from receiver.storage.acts import replay
from receiver.storage.engine import Database
from receiver.storage.inbox import sweep
from receiver.storage.outcomes import Attempt, Outcome, finish


def replayed(database: Database, key: int) -> int:
    """Replay in a transaction of its own."""
    with database.transaction() as connection:
        return replay(connection, key)


@pytest.mark.parametrize("state", State)
def test_from_any_state(database: Database, state: State) -> None:
    """It is free and due at once, with all its attempts and for every handler."""
    keys = stored(database, "a", "b")
    change(database, state=state, attempts=7, settled='{"a": "done"}', due_at=1e12)
    assert replayed(database, keys[0])
    assert (State.RECEIVED, state) == tuple(look(database, key)[0] for key in keys)
    assert due_in(database, keys[0]) <= 0
    claim = claimed(database, keys[0])
    assert (1, {}) == (claim.delivery.attempt, claim.settled)


def test_the_sweeper_finds_it(database: Database) -> None:
    """No hint is needed: the next sweep finds it."""
    (key,) = stored(database)
    change(database, state=State.DONE)
    replayed(database, key)
    with database.transaction() as connection:
        assert [key] == [each.key for each in sweep(connection, 10)]


def test_the_holder_is_fenced_off(database: Database) -> None:
    """What an attempt that is running finds out is not written."""
    (key,) = stored(database)
    held = claimed(database, key)
    replayed(database, key)
    done = Outcome(claim=held, state=State.DONE, delay=0, settled={}, attempts=[])
    with database.transaction() as connection:
        assert [False] == finish(connection, [done])
    assert State.RECEIVED == look(database, key)[0]


def test_what_was_stays(database: Database) -> None:
    """The body and the attempts made before stay as they were."""
    (key,) = stored(database, body=b"\xff")
    line = Attempt(handler="a", started_at=5.0, duration=0.5, outcome="dead")
    dead = Outcome(
        claim=claimed(database, key), state=State.DEAD, delay=0, settled={}, attempts=[line]
    )
    with database.transaction() as connection:
        finish(connection, [dead])
    replayed(database, key)
    assert b"\xff" == claimed(database, key).delivery.body
    assert ["dead"] == [each.outcome for each in look(database, key)[1]]


def test_missing(database: Database) -> None:
    """There is nothing to replay under a key that is not there."""
    assert not replayed(database, 99)
