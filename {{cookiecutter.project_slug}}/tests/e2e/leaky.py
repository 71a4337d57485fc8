"""Handlers of the fake service that do all they can to have the payload told where it must not."""

import asyncio

from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from receiver import Delivery, GiveUp, RetryLater, on

LEAKS = ("fails", "blocks", "chained", "grouped", "exits", "later", "never", "misfit", "writes")
"""The events that the handlers here are for, but for the one that is checked first."""


class Signup(BaseModel):
    """What the payload does not fit."""

    user_id: int


@on("fake", "fails")
async def fail(delivery: Delivery) -> None:
    """Quote the payload in an error."""
    raise LookupError(delivery.body, delivery)


@on("fake", "blocks")
def fail_in_a_thread(delivery: Delivery) -> None:
    """Quote it in a thread."""
    int(delivery.body)


@on("fake", "chained")
async def fail_twice(delivery: Delivery) -> None:
    """Quote it in an error that another one caused, and in a note."""
    try:
        await fail(delivery)
    except LookupError as error:
        error.add_note(str(delivery.json()))
        raise RuntimeError(delivery.headers) from error


@on("fake", "grouped")
async def fail_together(delivery: Delivery) -> None:
    """Quote it in a group of errors."""
    async with asyncio.TaskGroup() as group:
        group.create_task(fail(delivery))
        group.create_task(fail(delivery))


@on("fake", "exits")
async def leave(delivery: Delivery) -> None:
    """Quote it in leaving."""
    raise SystemExit(delivery.body.decode())


@on("fake", "later")
async def ask_for_time(delivery: Delivery) -> None:
    """Quote it in asking for more time."""
    raise RetryLater(0.1, str(delivery.body))


@on("fake", "never")
async def give_up(delivery: Delivery) -> None:
    """Quote it in giving up."""
    raise GiveUp(delivery.body)


@on("fake", "misfit")
async def misfit(_delivery: Delivery, _payload: Signup) -> None:
    """Ask for another payload."""


@on("fake", "checked", check_first=True)
async def check(_delivery: Delivery, _payload: Signup) -> None:
    """Ask for another payload before it is accepted."""


@on("fake", "writes")
async def write(delivery: Delivery, session: AsyncSession) -> None:
    """Have a database refuse it."""
    await session.execute(text("SELECT CAST(:body AS TEXT)"), {"body": delivery.body.decode()})
    await session.execute(text("INSERT INTO nowhere VALUES (:it)"), {"it": delivery.body.decode()})


@on("fake", "stray")
async def leave_a_task(delivery: Delivery) -> None:
    """Quote it in a task that nobody awaits."""
    task = asyncio.create_task(fail(delivery))
    await asyncio.wait([task])


HANDLERS = (
    *(fail, fail_in_a_thread, fail_twice, fail_together, leave),
    *(ask_for_time, give_up, misfit, check, write, leave_a_task),
)
