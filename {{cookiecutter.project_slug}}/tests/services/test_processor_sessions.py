"""Processing with a session: a handler's rows are there if, and only if, the outcome is."""

import asyncio

from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from effects import INSERT, Effects, Shipment, ship
from inboxes import look, stored
from receiver import Delivery, on
from receiver.deliveries import State
from receiver.storage.acts import replay


class Order(BaseModel):
    """A payload."""

    number: int


async def test_done(effects: Effects) -> None:
    """The rows and the outcome are committed together."""
    (key,) = stored(effects.database, "a")
    await effects.processor(ship).process(key)
    state, ledger = look(effects.database)
    assert (State.DONE, ["done"]) == (state, [line.outcome for line in ledger])
    assert ["a"] == effects.rows()


async def test_payload(effects: Effects) -> None:
    """A handler may ask for a model and a session."""

    async def handle(_delivery: Delivery, payload: Order, session: AsyncSession) -> None:
        await session.execute(INSERT, {"delivery": str(payload.number)})

    handle.__annotations__["payload"] = Order
    (key,) = stored(effects.database, body=b'{"number": 7}')
    await effects.processor(on("fake")(handle)).process(key)
    assert (State.DONE, ["7"]) == (look(effects.database)[0], effects.rows())


async def test_unused(effects: Effects) -> None:
    """A session that nothing was written in does no harm."""

    @on("fake")
    async def idle(_delivery: Delivery, _session: AsyncSession) -> None:
        """Do nothing."""

    (key,) = stored(effects.database)
    await effects.processor(idle).process(key)
    assert State.DONE == look(effects.database)[0]


async def test_what_fails_at_the_end(effects: Effects) -> None:
    """Rows that the database refuses when they are flushed, after the handler, are its failure."""
    (key,) = stored(effects.database, "a")

    @on("fake")
    async def add(_delivery: Delivery, session: AsyncSession) -> None:
        session.add(Shipment(delivery=None))

    await effects.processor(add).process(key)
    state, (line,) = look(effects.database)
    assert (State.RETRYING, IntegrityError.__name__) == (state, line.cause)
    assert "failed" == line.outcome
    assert [] == effects.rows()


async def test_values_are_not_quoted(effects: Effects) -> None:
    """An error of the database does not say what the handler wanted to write."""
    (key,) = stored(effects.database, "canary")

    @on("fake")
    async def handle(delivery: Delivery, session: AsyncSession) -> None:
        statement = text("INSERT INTO nowhere (delivery) VALUES (:delivery)")
        await session.execute(statement, {"delivery": delivery.id})

    await effects.processor(handle).process(key)
    (line,) = look(effects.database)[1]
    assert "INSERT INTO nowhere" in line.message
    assert "canary" not in line.message


async def test_replayed_meanwhile(effects: Effects) -> None:
    """Whoever lost the claim before the commit writes neither rows nor outcome."""
    (key,) = stored(effects.database, "a")
    began, may_end = asyncio.Event(), asyncio.Event()

    @on("fake")
    async def handle(delivery: Delivery, session: AsyncSession) -> None:
        began.set()
        await may_end.wait()
        await ship(delivery, session)

    running = asyncio.create_task(effects.processor(handle).process(key))
    await began.wait()
    with effects.database.transaction() as connection:
        replay(connection, key)
    may_end.set()
    await running
    assert ((State.RECEIVED, []), []) == (look(effects.database), effects.rows())
    await effects.processor(ship).process(key)
    assert (State.DONE, ["a"]) == (look(effects.database)[0], effects.rows())
