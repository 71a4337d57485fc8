"""Processing with a session: a handler may take back what it did, a part of it or all."""

from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.ext.asyncio import AsyncSession

from effects import Effects, ship
from inboxes import look, stored
from receiver import Delivery, on
from receiver.deliveries import State


async def test_savepoints(effects: Effects) -> None:
    """A handler may take back a part of what it did, and keep the rest."""

    @on("fake")
    async def handle(delivery: Delivery, session: AsyncSession) -> None:
        async with session.begin_nested():
            await ship(delivery, session)
        taken_back = await session.begin_nested()
        await ship(delivery, session)
        await taken_back.rollback()
        left_open = await session.begin_nested()
        await ship(delivery, session)
        assert left_open.is_active

    (key,) = stored(effects.database, "a")
    await effects.processor(handle).process(key)
    assert (State.DONE, ["a", "a"]) == (look(effects.database)[0], effects.rows())


async def test_own_rollback(effects: Effects) -> None:
    """A handler may take back everything, and go on."""

    @on("fake")
    async def handle(delivery: Delivery, session: AsyncSession) -> None:
        await ship(delivery, session)
        await session.rollback()
        await ship(delivery, session)

    (key,) = stored(effects.database, "a")
    await effects.processor(handle).process(key)
    assert (State.DONE, ["a"]) == (look(effects.database)[0], effects.rows())


async def test_own_close(effects: Effects) -> None:
    """A handler that closes the session has failed: its rows are gone, so is the transaction."""

    @on("fake")
    async def handle(delivery: Delivery, session: AsyncSession) -> None:
        async with session:
            await ship(delivery, session)

    (key,) = stored(effects.database, "a")
    await effects.processor(handle).process(key)
    state, (line,) = look(effects.database)
    assert (State.RETRYING, InvalidRequestError.__name__) == (state, line.cause)
    assert [] == effects.rows()
