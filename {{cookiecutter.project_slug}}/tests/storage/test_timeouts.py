"""Timeouts: each future has its time, and one timer is enough for all."""

import asyncio

import pytest

from batches import Writer
from receiver.storage.group import GroupCommit
from receiver.storage.timeouts import Timeouts


async def test_each_in_its_time() -> None:
    """A future that is late fails, one that began later does not yet, one that ended is left."""
    loop, timeouts = asyncio.get_running_loop(), Timeouts(0.1)
    first, ended = loop.create_future(), loop.create_future()
    timeouts.start(first)
    timeouts.start(ended)
    timeouts.end(ended)
    await asyncio.sleep(0.06)
    second = loop.create_future()
    timeouts.start(second)
    await asyncio.sleep(0.06)
    assert [True, False, False] == [each.done() for each in (first, ended, second)]
    assert isinstance(first.exception(), TimeoutError)
    await asyncio.sleep(0.06)
    assert isinstance(second.exception(), TimeoutError)


async def test_patience() -> None:
    """An item that waits too long fails, and is not written if its batch had not begun."""
    writer = Writer()
    writer.open.clear()
    commits = GroupCommit(writer, patience=0.05)
    results = asyncio.gather(*map(commits.submit, (1, 2)), return_exceptions=True)
    await writer.began.wait()
    with pytest.raises(TimeoutError):
        await commits.submit(3)
    assert [True, True] == [isinstance(each, TimeoutError) for each in await results]
    writer.open.set()
    assert 8 == await commits.submit(4)
    assert [[1, 2], [4]] == writer.batches
