"""The sweep: what nobody works on although it is due comes up, once, and is free again."""

import pytest

from inboxes import change, claimed, due_in, look, stored
from receiver.deliveries import PENDING, State
from receiver.storage.claims import renew
from receiver.storage.clock import HINT_GRACE
from receiver.storage.engine import Database
from receiver.storage.inbox import Swept, sweep
from receiver.storage.outcomes import Outcome, finish


def swept(database: Database, limit: int = 100) -> list[Swept]:
    """Sweep in a transaction of its own."""
    with database.transaction() as connection:
        return sweep(connection, limit)


@pytest.mark.parametrize("state", PENDING)
def test_due(database: Database, state: State) -> None:
    """A lost hint, an expired lease and a due retry come up, with the state they were in."""
    (key,) = stored(database)
    change(database, state=state, due_at=0)
    assert [Swept(key, state)] == swept(database)
    assert State.RECEIVED == look(database, key)[0]
    assert key == claimed(database, key).delivery.key


@pytest.mark.parametrize("state", PENDING)
def test_not_due(database: Database, state: State) -> None:
    """What is not due is left where it is: to its hint, its worker, its delay."""
    (key,) = stored(database)
    change(database, state=state)
    assert [] == swept(database)
    assert state == look(database, key)[0]


@pytest.mark.parametrize("state", sorted(set(State) - set(PENDING)))
def test_ends(database: Database, state: State) -> None:
    """What has ended never comes up again by itself."""
    (key,) = stored(database)
    change(database, state=state, due_at=0)
    assert [] == swept(database)
    assert state == look(database, key)[0]


def test_once_per_grace(database: Database) -> None:
    """What came up does not come up again until its new hint had its time."""
    (key,) = stored(database)
    change(database, due_at=0)
    assert [1, 0] == [len(swept(database)) for _ in range(2)]
    assert HINT_GRACE == pytest.approx(due_in(database, key), abs=1)


def test_the_old_holder_is_fenced_off(database: Database) -> None:
    """Whoever held an expired lease can neither renew it nor write what came out."""
    (key,) = stored(database)
    held = claimed(database, key, lease=-1)
    swept(database)
    done = Outcome(claim=held, state=State.DONE, delay=0, settled={}, attempts=[])
    with database.transaction() as connection:
        renew(connection, [held], 60)
        assert [False] == finish(connection, [done])
    assert State.RECEIVED == look(database, key)[0]
    assert due_in(database, key) <= HINT_GRACE


def test_a_lease_that_runs(database: Database) -> None:
    """A lease that was renewed in time is not touched."""
    (key,) = stored(database)
    held = claimed(database, key, lease=-1)
    with database.transaction() as connection:
        renew(connection, [held], 60)
    assert [] == swept(database)


def test_limit(database: Database) -> None:
    """Not more than the limit comes up, what has been due longest first."""
    keys = stored(database, "a", "b", "c")
    for key in keys:
        claimed(database, key, lease=-10 * key)
    assert [[3, 2], [1], []] == [[each.key for each in swept(database, 2)] for _ in range(3)]


def test_attempts_go_on_counting(database: Database) -> None:
    """A delivery that comes up again has the attempts it had."""
    (key,) = stored(database)
    claimed(database, key, lease=-1)
    swept(database)
    assert 2 == claimed(database, key).delivery.attempt
