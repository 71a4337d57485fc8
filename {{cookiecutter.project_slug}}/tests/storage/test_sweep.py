"""The sweep: what nobody works on although it is due comes up, once, and is free again."""

import pytest

from fake import delivery
from inboxes import change, claimed, due_in, look, stored
from receiver.deliveries import PENDING, State
from receiver.storage.acts import replay
from receiver.storage.claims import renew
from receiver.storage.clock import HINT_GRACE
from receiver.storage.engine import Database
from receiver.storage.inbox import Swept, insert_new, sweep
from receiver.storage.outcomes import Outcome, finish


def swept(database: Database, limit: int = 100) -> list[Swept]:
    """Sweep in a transaction of its own."""
    with database.transaction() as connection:
        return sweep(connection, limit)


@pytest.mark.parametrize("state", PENDING)
def test_due(database: Database, state: State) -> None:
    """A lost hint, an expired lease and a due retry come up; but for the last they were lost."""
    (key,) = stored(database)
    change(database, state=state, due_at=0)
    assert [Swept(key, lost=state is not State.RETRYING)] == swept(database)
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


def test_lost_once(database: Database) -> None:
    """What comes up for the second time was not lost again: it waits for its turn."""
    (key,) = stored(database)
    for lost in (True, False):
        change(database, due_at=0)
        assert [Swept(key, lost=lost)] == swept(database)


def test_nobody_was_told(database: Database) -> None:
    """What was stored without a hint was not lost, and comes up at once."""
    with database.transaction() as connection:
        (key,) = insert_new(connection, [delivery()], 0)
    assert key is not None
    assert [Swept(key, lost=False)] == swept(database)


def test_replayed(database: Database) -> None:
    """Nor was what an operator has put back to the start."""
    (key,) = stored(database)
    change(database, state=State.DEAD)
    with database.transaction() as connection:
        replay(connection, key)
    assert [Swept(key, lost=False)] == swept(database)


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
