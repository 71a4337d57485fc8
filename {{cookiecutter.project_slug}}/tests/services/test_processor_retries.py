"""Processing: a handler that fails is tried again later, up to its last attempt."""

import pytest

from inboxes import change, due_in, look, processor, stored
from receiver import Delivery, GiveUp, RetryLater, on
from receiver.deliveries import State
from receiver.storage.engine import Database


@on("fake")
async def fail(_delivery: Delivery) -> None:
    """Fail."""
    message = "no such user"
    raise LookupError(message)


@on("fake")
async def wait(_delivery: Delivery) -> None:
    """Ask for another attempt."""
    raise RetryLater(90, "busy")


@on("fake")
async def give_up(_delivery: Delivery) -> None:
    """Ask for no other attempt."""
    message = "gone for good"
    raise GiveUp(message)


async def test_retrying(database: Database) -> None:
    """An error is written down, and another attempt is due within the backoff's bounds."""
    (key,) = stored(database)
    await processor(database, fail, retry_base=40, retry_cap=3600).process(key)
    state, ledger = look(database)
    assert State.RETRYING == state
    assert [("failed", "LookupError", "no such user")] == [
        (line.outcome, line.cause, line.message) for line in ledger
    ]
    assert -1 <= due_in(database) <= 40


async def test_retry_later(database: Database) -> None:
    """A handler that says when to try again is heard."""
    (key,) = stored(database)
    await processor(database, wait).process(key)
    assert State.RETRYING == look(database)[0]
    assert pytest.approx(90, abs=1) == due_in(database)


async def test_give_up(database: Database) -> None:
    """A handler that gives up makes the delivery dead at once."""
    (key,) = stored(database)
    await processor(database, give_up).process(key)
    state, (line,) = look(database)
    assert (State.DEAD, "dead", "GiveUp") == (state, line.outcome, line.cause)


@pytest.mark.parametrize("handler", [fail, wait])
async def test_last_attempt(database: Database, handler: object) -> None:
    """After the last attempt the delivery is dead, whatever was asked for."""
    (key,) = stored(database)
    working = processor(database, handler, attempts=3)  # type: ignore[arg-type]
    states = []
    for _ in range(4):
        await working.process(key)
        states.append(look(database)[0])
        if states[-1] == State.RETRYING:
            change(database, state=State.RECEIVED)
    assert [State.RETRYING, State.RETRYING, State.DEAD, State.DEAD] == states
    assert [1, 2, 3] == [line.attempt for line in look(database)[1]]
