"""Group commit and callers that go away: what nobody waits for any more is not written."""

import asyncio
from collections.abc import Sequence

import pytest

from batches import Writer
from receiver.storage.group import GroupCommit


async def stopped(writer: Writer, commits: GroupCommit[int, int]) -> asyncio.Task[int]:
    """Have the writer wait in the middle of the batch [0], and return that batch's caller."""
    writer.open.clear()
    first = asyncio.create_task(commits.submit(0))
    await writer.began.wait()
    return first


async def test_gone_before_its_batch() -> None:
    """An item whose caller has gone before its batch began is not written; the others are."""
    writer = Writer()
    commits = GroupCommit(writer)
    first = await stopped(writer, commits)
    one, two, three = (asyncio.create_task(commits.submit(item)) for item in (1, 2, 3))
    await asyncio.sleep(0)
    two.cancel()
    with pytest.raises(asyncio.CancelledError):
        await two
    writer.open.set()
    assert [0, 2, 6] == list(await asyncio.gather(first, one, three))
    assert [[0], [1, 3]] == writer.batches


async def test_gone_within_its_batch() -> None:
    """A caller that goes while its batch is written does not harm the others of the batch."""
    writer = Writer()
    writer.open.clear()
    commits = GroupCommit(writer)
    one, two = (asyncio.create_task(commits.submit(item)) for item in (1, 2))
    await writer.began.wait()
    one.cancel()
    with pytest.raises(asyncio.CancelledError):
        await one
    writer.open.set()
    assert 4 == await two
    assert [[1, 2]] == writer.batches


async def test_gone_within_a_batch_that_fails() -> None:
    """Nor does it when the batch fails: only who waits hears of the error."""
    writer = Writer()
    writer.error = LookupError("disk full")
    writer.open.clear()
    commits = GroupCommit(writer)
    one, two = (asyncio.create_task(commits.submit(item)) for item in (1, 2))
    await writer.began.wait()
    one.cancel()
    writer.open.set()
    with pytest.raises(LookupError):
        await two


async def test_all_gone() -> None:
    """When every caller has gone, nothing is written and the next one is served."""
    writer = Writer()
    commits = GroupCommit(writer)
    first = await stopped(writer, commits)
    one = asyncio.create_task(commits.submit(1))
    await asyncio.sleep(0)
    first.cancel()
    one.cancel()
    await asyncio.gather(first, one, return_exceptions=True)
    writer.open.set()
    assert 4 == await commits.submit(2)
    assert [[0], [2]] == writer.batches


async def test_timeout() -> None:
    """A caller may stop waiting after a while, whatever the writer does."""
    writer = Writer()
    commits = GroupCommit(writer)
    first = await stopped(writer, commits)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await commits.submit(1)
    writer.open.set()
    assert 0 == await first
    assert [[0]] == writer.batches


async def test_too_few_results() -> None:
    """A write that does not answer for every item is an error for its callers, not a silence."""

    async def write(_items: Sequence[int]) -> list[int]:
        return []

    with pytest.raises(ValueError, match="zip"):
        await asyncio.wait_for(GroupCommit[int, int](write).submit(1), 5)
