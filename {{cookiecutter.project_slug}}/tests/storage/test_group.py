"""Group commit: many callers, few transactions, and each caller hears of its own item only."""

import asyncio
import time

import pytest

from batches import Writer
from receiver.errors import Unavailable
from receiver.storage.gatherings import MOMENT
from receiver.storage.group import GroupCommit


async def test_alone() -> None:
    """A lone item is written at once, and its result returned."""
    writer = Writer()
    assert 14 == await GroupCommit(writer).submit(7)
    assert [[7]] == writer.batches


async def test_together() -> None:
    """Items submitted at the same time share a write; each caller gets its own result."""
    writer = Writer()
    commits = GroupCommit(writer)
    results = await asyncio.gather(*(commits.submit(item) for item in range(100)))
    assert [2 * item for item in range(100)] == results
    assert 1 == len(writer.batches)


async def test_gathering() -> None:
    """What comes while a batch is written makes the next one, in order, one at a time."""
    writer = Writer()
    writer.open.clear()
    commits = GroupCommit(writer)
    first = asyncio.create_task(commits.submit(0))
    await writer.began.wait()
    rest = [asyncio.create_task(commits.submit(item)) for item in range(1, 50)]
    await asyncio.sleep(0)
    assert [[0]] == writer.batches
    writer.open.set()
    await asyncio.gather(first, *rest)
    assert [[0], [*range(1, 50)]] == writer.batches


async def test_those_who_come_again() -> None:
    """Who was answered together and comes again shares the next write, whoever is the first."""
    writer = Writer()
    commits = GroupCommit(writer)

    async def come(item: int) -> None:
        for each in range(3):
            await asyncio.sleep(0.0002 * item * each)
            await commits.submit(10 * each + item)

    await asyncio.gather(*map(come, range(5)))
    assert [[0, 1, 2, 3, 4], [10, 11, 12, 13, 14], [20, 21, 22, 23, 24]] == writer.batches


async def test_nobody_comes_again() -> None:
    """They are waited for no longer than a moment, and a lone item not at all."""
    writer = Writer()
    commits = GroupCommit(writer)
    await asyncio.gather(*map(commits.submit, (1, 2)))
    began = time.monotonic()
    assert 6 == await commits.submit(3)
    shared, began = time.monotonic() - began, time.monotonic()
    for item in range(20):
        await commits.submit(item)
    assert shared < 0.1
    assert time.monotonic() - began < 20 * MOMENT


async def test_most() -> None:
    """A batch has no more items than allowed; the rest follow."""
    writer = Writer()
    commits = GroupCommit(writer, most=4)
    await asyncio.gather(*(commits.submit(item) for item in range(10)))
    assert [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]] == writer.batches


async def test_error() -> None:
    """An error reaches every caller of its batch, and the next batch works."""
    writer = Writer()
    writer.error = LookupError("disk full")
    commits = GroupCommit(writer)
    results = await asyncio.gather(
        *(commits.submit(item) for item in range(3)), return_exceptions=True
    )
    assert [writer.error] * 3 == results
    writer.error = None
    assert 2 == await commits.submit(1)


async def test_capacity() -> None:
    """When too many wait, the next caller hears so at once; the others are written."""
    writer = Writer()
    writer.open.clear()
    commits = GroupCommit(writer, capacity=3)
    tasks = [asyncio.create_task(commits.submit(0))]
    await writer.began.wait()
    tasks += [asyncio.create_task(commits.submit(item)) for item in (1, 2, 3)]
    await asyncio.sleep(0)
    with pytest.raises(Unavailable, match="too many deliveries wait"):
        await commits.submit(4)
    writer.open.set()
    assert [0, 2, 4, 6] == await asyncio.gather(*tasks)
    assert 10 == await commits.submit(5)
