"""Outcomes: the new state and the ledger of attempts, together, from whoever holds the claim."""

import pytest

from inboxes import change, claimed, due_in, look, stored
from receiver.deliveries import State
from receiver.storage.claims import Claim
from receiver.storage.engine import Database
from receiver.storage.outcomes import Attempt, Outcome, finish


def outcome(claim: Claim, state: State = State.DONE, delay: float = 0.0) -> Outcome:
    """Return an outcome of two handlers, one of which failed."""
    lines = [
        Attempt(handler="a", started_at=5.0, duration=0.5, outcome="done"),
        Attempt(
            handler="b", started_at=6.0, duration=1.5, outcome="failed", cause="E", message="m"
        ),
    ]
    return Outcome(claim=claim, state=state, delay=delay, settled={"a": "done"}, attempts=lines)


def write(database: Database, *outcomes: Outcome) -> list[bool]:
    """Write outcomes in a transaction of its own."""
    with database.transaction() as connection:
        return finish(connection, outcomes)


def test_written(database: Database) -> None:
    """State, due time, settled handlers and ledger are written."""
    (key,) = stored(database)
    assert [True] == write(database, outcome(claimed(database, key), State.RETRYING, delay=90))
    state, ledger = look(database, key)
    assert State.RETRYING == state
    assert pytest.approx(90, abs=1) == due_in(database, key)
    assert [
        (1, "a", 5.0, 0.5, "done", "", ""),
        (1, "b", 6.0, 1.5, "failed", "E", "m"),
    ] == [tuple(line)[2:] for line in ledger]
    change(database, state=State.RECEIVED)
    assert {"a": "done"} == claimed(database, key).settled


def test_without_attempts(database: Database) -> None:
    """An outcome without any attempt is its state alone."""
    (key,) = stored(database)
    nobody = Outcome(
        claim=claimed(database, key), state=State.UNHANDLED, delay=0, settled={}, attempts=[]
    )
    assert [True] == write(database, nobody)
    assert (State.UNHANDLED, []) == look(database, key)


def test_stale_claim(database: Database) -> None:
    """Whoever lost the claim writes nothing, neither state nor ledger."""
    (key,) = stored(database)
    stale = claimed(database, key)
    change(database, state=State.RECEIVED)
    held = claimed(database, key)
    assert [False] == write(database, outcome(stale))
    assert (State.PROCESSING, []) == look(database, key)
    assert [True] == write(database, outcome(held))


@pytest.mark.parametrize("state", [each for each in State if each != State.PROCESSING])
def test_not_processing(database: Database, state: State) -> None:
    """What is not being processed any more is not written, even by the right token."""
    (key,) = stored(database)
    held = claimed(database, key)
    change(database, state=state)
    assert [False] == write(database, outcome(held))
    assert (state, []) == look(database, key)


def test_twice(database: Database) -> None:
    """An outcome is written once."""
    (key,) = stored(database)
    held = claimed(database, key)
    assert [[True], [False]] == [write(database, outcome(held)) for _ in range(2)]
    assert 2 == len(look(database, key)[1])


def test_one_stale_in_a_batch(database: Database) -> None:
    """A lost claim in a batch does not harm the others of the batch."""
    keys = stored(database, "a", "b", "c")
    claims = [claimed(database, key) for key in keys]
    stale = Claim(claims[1].delivery, claims[1].token - 1, {})
    kept = write(database, *(outcome(each) for each in (claims[0], stale, claims[2])))
    assert [True, False, True] == kept
    states = [look(database, key)[0] for key in keys]
    assert [State.DONE, State.PROCESSING, State.DONE] == states
    assert [2, 0, 2] == [len(look(database, key)[1]) for key in keys]


def test_nothing(database: Database) -> None:
    """No outcomes are no trouble."""
    assert [] == write(database)
