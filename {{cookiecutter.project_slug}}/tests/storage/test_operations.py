"""Operations, step by step: what is meant is fixed, and nothing is done twice or left out."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from inboxes import before_commit, change, disk_full, stored
from operating import ADA, settle, states
from receiver.criteria import Criteria
from receiver.deliveries import State
from receiver.operations import Act, Operation
from receiver.storage import records
from receiver.storage.engine import Database
from receiver.storage.operations import step, upcoming
from receiver.storage.previews import preview
from receiver.storage.schema import acts

DEAD = Criteria(state=(State.DEAD,))


def begun(database: Database, criteria: Criteria = DEAD, act: Act = Act.REPLAY) -> Operation:
    """Begin an operation on what there is now."""
    with database.transaction() as connection:
        seen = preview(connection, act, criteria)
        return records.begin(
            connection,
            act,
            ADA,
            criteria.document(),
            at=seen.at,
            total=seen.total,
            last_key=seen.last_key,
        )


def gone_on(database: Database, operation: Operation, limit: int = 2) -> Operation:
    """Make one step."""
    with database.snapshot() as connection:
        found = upcoming(connection, operation, limit)
    with database.transaction() as connection:
        return step(connection, operation.key, found, limit)


def touched(database: Database) -> int:
    """Return how many acts are recorded."""
    with database.snapshot() as connection:
        return connection.execute(select(func.count()).select_from(acts)).scalar_one()


def test_steps(database: Database) -> None:
    """Each step does a few, in the order of the keys; the one that finds fewer is the last."""
    settle(database, State.DEAD, *stored(database, *"abcde"))
    operation = begun(database)
    seen = []
    while operation.ended_at is None:
        operation = gone_on(database, operation)
        seen.append((operation.done, states(database).count(State.RECEIVED)))
    assert [(2, 2), (4, 4), (5, 5)] == seen
    assert (5, 5) == (operation.total, touched(database))


def test_from_a_snapshot_that_is_old(database: Database) -> None:
    """What another process has done since the look-up is not done again, nor left out."""
    settle(database, State.DEAD, *stored(database, *"abcde"))
    operation = begun(database)
    with database.snapshot() as connection:
        old = upcoming(connection, operation, 3)
    gone_on(database, operation)
    change(database, state=State.DEAD, due_at=1.0)  # handled, and dead again
    with database.transaction() as connection:
        found = step(connection, operation.key, old, 3)
    assert (3, 3) == (found.done, touched(database))
    ended = gone_on(database, found, 10)
    assert (5, 5, True) == (ended.done, touched(database), ended.ended_at is not None)
    assert [State.DEAD] * 2 + [State.RECEIVED] * 3 == states(database)


def test_rolled_back(database: Database) -> None:
    """A step that does not commit has done nothing, and moved nothing."""
    settle(database, State.DEAD, *stored(database, *"abc"))
    operation = begun(database)
    failures = [disk_full]
    before_commit(database, lambda: failures.pop()() if failures else None)
    with pytest.raises(OperationalError):
        gone_on(database, operation)
    with database.snapshot() as connection:
        assert operation == records.find(connection, operation.key)
    assert ([State.DEAD] * 3, 0) == (states(database), touched(database))


def test_what_came_later(database: Database) -> None:
    """What is received, or settled, after the start is not meant."""
    first, second = stored(database, "a", "b")
    settle(database, State.DEAD, first)
    operation = begun(database)
    (third,) = stored(database, "c")
    settle(database, State.DEAD, third)
    change(database, state=State.DEAD)
    settle(database, State.DEAD, second)
    change(database, due_at=1e12)
    settle(database, State.DEAD, first)
    ended = gone_on(database, operation, 10)
    assert (1, 1) == (ended.total, ended.done)
    assert [State.RECEIVED, State.DEAD, State.DEAD] == states(database)


@pytest.mark.parametrize("state", State)
def test_by_filter_what_is_settled(database: Database, state: State) -> None:
    """Without a state, what the receiver still works on is not replayed, and all else is."""
    settle(database, state, *stored(database))
    expected = 0 if state in {State.RECEIVED, State.PROCESSING, State.RETRYING} else 1
    assert expected == begun(database, Criteria(source="fake")).total
    assert 1 == begun(database, Criteria(state=(state,))).total


@pytest.mark.parametrize("state", State)
def test_by_filter_what_is_not_done(database: Database, state: State) -> None:
    """Without a state, everything is ignored that is neither done nor ignored."""
    settle(database, state, *stored(database))
    expected = 0 if state in {State.DONE, State.IGNORED} else 1
    assert expected == begun(database, Criteria(source="fake"), Act.IGNORE).total
    named = begun(database, Criteria(state=(state,)), Act.IGNORE).total
    assert (0 if state is State.IGNORED else 1) == named


def test_stopped(database: Database) -> None:
    """What was stopped does nothing more."""
    settle(database, State.DEAD, *stored(database, *"abc"))
    operation = gone_on(database, begun(database))
    with database.transaction() as connection:
        records.stop(connection, operation.key)
    assert 2 == gone_on(database, operation).done
    assert [State.RECEIVED, State.RECEIVED, State.DEAD] == states(database)


def test_missing(database: Database) -> None:
    """A step of an operation that is not there is a mistake."""
    with pytest.raises(LookupError), database.transaction() as connection:
        step(connection, 99, [1], 1)
