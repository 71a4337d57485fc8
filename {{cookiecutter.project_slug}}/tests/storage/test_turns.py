"""Turns: where one writes at a time, sessions and the inbox have the database in turn."""

import asyncio
from contextlib import nullcontext

from sqlalchemy.ext.asyncio import AsyncSession

from effects import INSERT, Effects
from fake import delivery
from inboxes import stored
from receiver.storage.inbox import insert_new


async def begin(session: AsyncSession) -> None:
    """Begin a session's transaction."""
    await session.execute(INSERT, {"delivery": "a"})


async def test_nobody_waits_before_the_first_statement(effects: Effects) -> None:
    """An open session without a statement holds up neither the inbox nor another session."""
    async with effects.sessions.open(), effects.sessions.open() as other:
        await begin(other.session)
    async with effects.sessions.open():
        assert 1 == len(await effects.database.write(insert_new, [delivery()]))


async def test_accepting_waits_for_one_session(effects: Effects) -> None:
    """What is accepted comes after the session at work, not after those that wait."""
    done: list[str] = []
    begun = asyncio.Queue[None]()
    may_end = asyncio.Event()

    async def work() -> None:
        async with effects.sessions.open() as opened:
            await begin(opened.session)
            begun.put_nowait(None)
            await may_end.wait()
            done.append("session")

    async def accept() -> None:
        await effects.database.write(insert_new, [delivery()])
        done.append("inbox")

    working = [asyncio.create_task(work()) for _ in range(5)]
    await begun.get()
    accepting = asyncio.create_task(accept())
    await asyncio.sleep(0.1)
    may_end.set()
    await asyncio.gather(accepting, *working)
    assert done.index("inbox") <= 2  # one that had begun, and one whose turn came before
    assert 6 == len(done)


async def test_no_lock_before_the_turn(effects: Effects) -> None:
    """A session that waits for its turn does not have the database's own lock meanwhile."""

    async def work() -> None:
        async with effects.sessions.open() as opened:
            await begin(opened.session)

    async with effects.database.turn or nullcontext():
        working = asyncio.create_task(work())
        await asyncio.sleep(0.1)
        stored(effects.database)
    await working


async def test_cancelled_while_waiting(effects: Effects) -> None:
    """Who gives up waiting for a turn keeps it from nobody."""
    async with effects.sessions.open() as first:
        await begin(first.session)

        async def wait() -> None:
            async with effects.sessions.open() as opened:
                await begin(opened.session)
                await asyncio.Event().wait()

        tasks = [asyncio.create_task(wait()) for _ in range(3)]
        tasks.append(asyncio.create_task(effects.database.write(insert_new, [delivery()])))  # type: ignore[arg-type]
        await asyncio.sleep(0.1)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    async with asyncio.timeout(5), effects.sessions.open() as last:
        await begin(last.session)
