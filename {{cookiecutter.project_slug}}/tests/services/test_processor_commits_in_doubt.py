"""Processing with a session whose commit fails, or seems to: what is true then, is written."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import AsyncSession

from effects import Effects, ship
from inboxes import change, disk_full, look, stored
from receiver import Delivery, on
from receiver.deliveries import State

FAILURE = (State.RETRYING, ["failed"])
Commit = Callable[[Connection], None]


def fails(_connection: Connection) -> None:
    """Fail before anything is committed."""
    disk_full()


def is_in_doubt(connection: Connection) -> None:
    """Commit, and lose the connection before the database has said so."""
    connection.connection.commit()
    disk_full()


def shipping(commit: Commit) -> Callable[..., Any]:
    """Return a handler whose first commit goes that way."""

    @on("fake")
    async def handle(delivery: Delivery, session: AsyncSession) -> None:
        await ship(delivery, session)
        connection = await session.connection()
        if delivery.attempt == 1:
            event.listen(connection.sync_connection, "commit", commit)

    return handle


@on("fake")
async def fail(delivery: Delivery) -> None:
    """Fail once."""
    if delivery.attempt == 1:
        raise LookupError


async def test_commit_that_fails(effects: Effects) -> None:
    """The attempt has failed, its rows are gone, and the next one writes them."""
    (key,) = stored(effects.database, "a")
    working = effects.processor(shipping(fails))
    await working.process(key)
    state, (line,) = look(effects.database)
    assert (State.RETRYING, "failed", "OperationalError") == (state, line.outcome, line.cause)
    assert [] == effects.rows()
    change(effects.database, state=State.RECEIVED)
    await working.process(key)
    assert (State.DONE, ["a"]) == (look(effects.database)[0], effects.rows())


async def test_commit_in_doubt(effects: Effects) -> None:
    """An outcome that was committed stays, although its worker was told of a failure."""
    (key,) = stored(effects.database, "a")
    await effects.processor(shipping(is_in_doubt)).process(key)
    state, ledger = look(effects.database)
    assert (State.DONE, ["done"]) == (state, [line.outcome for line in ledger])
    assert ["a"] == effects.rows()


async def test_commit_in_doubt_before_another_handler(effects: Effects) -> None:
    """So does one in the middle: the worker has lost its claim, and the rest is run by the next."""
    (key,) = stored(effects.database, "a")
    working = effects.processor(shipping(is_in_doubt), fail)
    await working.process(key)
    state, ledger = look(effects.database)
    assert (State.PROCESSING, ["done"]) == (state, [line.outcome for line in ledger])
    change(effects.database, state=State.RECEIVED)
    await working.process(key)
    state, ledger = look(effects.database)
    assert (State.DONE, ["done", "done"]) == (state, [line.outcome for line in ledger])
    assert ["a"] == effects.rows()
