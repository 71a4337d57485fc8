"""Readiness: one write answers all who ask meanwhile, so that asking is no way to hold us up."""

import asyncio

import pytest
from sqlalchemy.exc import OperationalError

from inboxes import before_commit, disk_full
from receiver.errors import Unavailable
from receiver.services.readiness import Readiness
from receiver.storage.engine import Database


async def test_ready(database: Database) -> None:
    """An inbox that takes a write is ready, however many ask; few writes answer them."""
    commits = []
    before_commit(database, lambda: commits.append(1))
    readiness = Readiness(database, 10)
    await asyncio.gather(*(readiness.check() for _ in range(150)))
    assert 1 <= len(commits) <= 2


async def test_again(database: Database) -> None:
    """Who asks again at once has nothing written; a moment later it is tried anew."""
    commits = []
    before_commit(database, lambda: commits.append(1))
    readiness = Readiness(database, 10, lasts=0.3)
    for _ in range(20):
        await readiness.check()
    assert 1 == len(commits)
    await asyncio.sleep(0.35)
    await readiness.check()
    assert 2 == len(commits)


async def test_not_ready(database: Database) -> None:
    """All who asked hear why it is not."""
    before_commit(database, disk_full)
    readiness = Readiness(database, 10)
    checks = [readiness.check() for _ in range(5)]
    found = await asyncio.gather(*checks, return_exceptions=True)
    assert [OperationalError] * 5 == [type(each) for each in found]


async def test_too_slow(database: Database) -> None:
    """An inbox that takes too long is not ready; nor is one that too many wait for."""
    may_end = asyncio.Event()
    readiness = Readiness(database, 0.2)
    loop = asyncio.get_running_loop()
    before_commit(database, lambda: asyncio.run_coroutine_threadsafe(may_end.wait(), loop).result())
    checks = [asyncio.create_task(readiness.check()) for _ in range(2100)]
    with pytest.raises(TimeoutError):
        await checks[0]
    found = await asyncio.gather(*checks, return_exceptions=True)
    assert {TimeoutError, Unavailable} == {type(each) for each in found}
    may_end.set()
