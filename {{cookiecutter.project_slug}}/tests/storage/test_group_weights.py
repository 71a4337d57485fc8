"""Group commit: a batch is no heavier than can be committed while its callers wait."""

import asyncio

from batches import Writer
from receiver.storage.group import GroupCommit


async def test_heaviest() -> None:
    """A batch ends before it would weigh more than allowed; an item may do so by itself."""
    writer = Writer()
    commits = GroupCommit(writer, weigh=int, heaviest=10)
    items = (4, 5, 3, 7, 1, 50, 2, 20, 10, 0)
    results = await asyncio.gather(*map(commits.submit, items))
    assert [2 * item for item in items] == results
    assert [[4, 5], [3, 7], [1], [50], [2], [20], [10, 0]] == writer.batches


async def test_weightless() -> None:
    """What nobody weighs has no weight."""
    writer = Writer()
    await asyncio.gather(*map(GroupCommit(writer, heaviest=0).submit, range(100)))
    assert 1 == len(writer.batches)
