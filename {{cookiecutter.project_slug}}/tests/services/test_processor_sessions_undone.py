"""Processing with a session whose handler does not end well: nothing of it stays."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import TextClause, event, text
from sqlalchemy.ext.asyncio import AsyncSession

from effects import Effects, Shipment, ship
from inboxes import look, stored
from receiver import Delivery, GiveUp, on
from receiver.deliveries import State


@pytest.mark.parametrize(
    ("error", "state"), [(LookupError(), State.RETRYING), (GiveUp(), State.DEAD)], ids=repr
)
async def test_raising(effects: Effects, error: Exception, state: State) -> None:
    """A handler that raises leaves no row behind, and its failure is in the ledger."""

    @on("fake")
    async def fail(delivery: Delivery, session: AsyncSession) -> None:
        await ship(delivery, session)
        raise error

    (key,) = stored(effects.database)
    await effects.processor(fail).process(key)
    found, ledger = look(effects.database)
    assert (state, type(error).__name__) == (found, ledger[0].cause)
    assert [] == effects.rows()


class Bare(BaseException):
    """What few catch."""


async def test_raising_at_the_commit(effects: Effects) -> None:
    """What the handler's own code raises only when its rows are written is its failure, too."""

    def fail(*_: object) -> None:
        raise Bare

    @on("fake")
    async def handle(delivery: Delivery, session: AsyncSession) -> None:
        await ship(delivery, session)
        event.listen(session.sync_session, "before_flush", fail)
        session.add(Shipment(delivery="another"))

    (key,) = stored(effects.database)
    await effects.processor(handle).process(key)
    state, (line,) = look(effects.database)
    assert (State.RETRYING, "Bare", []) == (state, line.cause, effects.rows())


@on("fake", timeout=0.2)
async def hang(delivery: Delivery, session: AsyncSession) -> None:
    """Write a row, and never return."""
    await ship(delivery, session)
    await asyncio.Event().wait()


@on("fake", timeout=0.2)
async def hang_in_a_statement(delivery: Delivery, session: AsyncSession) -> None:
    """Write a row, and wait for the database."""
    await ship(delivery, session)
    await session.execute(slow(session))


def slow(session: AsyncSession) -> TextClause:
    """Return a statement that takes a second or so."""
    if session.get_bind().dialect.name == "sqlite":
        return text(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000000) "
            "SELECT count(*) FROM n"
        )
    return text("SELECT pg_sleep(2)")


@pytest.mark.parametrize("handler", [hang, hang_in_a_statement])
async def test_timeout(effects: Effects, handler: Callable[..., Any]) -> None:
    """A handler that takes too long is rolled back, and the next one has the database at once."""
    first, second = stored(effects.database, "a", "b")
    await effects.processor(handler).process(first)
    state, ledger = look(effects.database, first)
    assert (State.RETRYING, "TimeoutError") == (state, ledger[0].cause)
    await effects.processor(ship).process(second)
    assert ["b"] == effects.rows()


async def test_cancelled(effects: Effects) -> None:
    """A service that stops in the middle rolls back; the attempt does not count."""
    (key,) = stored(effects.database)
    began = asyncio.Event()

    @on("fake")
    async def handle(delivery: Delivery, session: AsyncSession) -> None:
        await ship(delivery, session)
        began.set()
        await asyncio.Event().wait()

    working = effects.processor(handle)
    running = asyncio.create_task(working.process(key))
    await began.wait()
    working.stop(0)
    with pytest.raises(asyncio.CancelledError):
        await running
    state, (line,) = look(effects.database)
    assert (State.RETRYING, "released", []) == (state, line.outcome, effects.rows())
