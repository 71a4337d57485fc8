"""Processing with a session: the commit is the receiver's, and one that fails is never in doubt."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.ext.asyncio import AsyncSession

from effects import Effects, ship
from inboxes import look, stored
from receiver import Delivery, on
from receiver.deliveries import State


async def commit(session: AsyncSession) -> None:
    """Commit the session."""
    await session.commit()


async def commit_block(session: AsyncSession) -> None:
    """Commit by the end of a block."""
    await session.rollback()
    async with session.begin():
        """Do nothing."""


async def commit_below(session: AsyncSession) -> None:
    """Commit the connection that the session works with."""
    await (await session.connection()).commit()


COMMITS = [commit, commit_block, commit_below]


@pytest.mark.parametrize("own_commit", COMMITS)
async def test_own_commit(
    effects: Effects, own_commit: Callable[[AsyncSession], Awaitable[None]]
) -> None:
    """A handler that commits by itself is told not to, and has failed."""

    @on("fake")
    async def handle(delivery: Delivery, session: AsyncSession) -> None:
        await ship(delivery, session)
        await own_commit(session)

    (key,) = stored(effects.database)
    await effects.processor(handle).process(key)
    state, (line,) = look(effects.database)
    assert (State.RETRYING, InvalidRequestError.__name__) == (state, line.cause)
    assert line.message.startswith("the receiver commits this session, together with the outcome")
    assert [] == effects.rows()


@pytest.mark.parametrize("own_commit", COMMITS)
async def test_own_commit_that_is_tried_again(
    effects: Effects, own_commit: Callable[[AsyncSession], Awaitable[None]]
) -> None:
    """Nor does it help to carry on: rows are there if the delivery is done, and only then."""

    @on("fake")
    async def handle(delivery: Delivery, session: AsyncSession) -> None:
        await ship(delivery, session)
        with pytest.raises(InvalidRequestError):
            await own_commit(session)

    (key,) = stored(effects.database, "a")
    await effects.processor(handle).process(key)
    together = (look(effects.database)[0], effects.rows())
    assert together in [(State.DONE, ["a"]), (State.RETRYING, [])] + [(State.DONE, [])] * (
        own_commit is commit_block  # which begins by taking its rows back
    )
