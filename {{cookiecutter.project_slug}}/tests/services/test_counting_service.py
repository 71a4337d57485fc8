"""Counting: counts are kept for a while, and read once for all who ask."""

import asyncio
from typing import Any

import pytest

from inboxes import change, stored
from receiver.deliveries import State
from receiver.services.counting import FRESH, SHARE, Counting
from receiver.storage.engine import Database


class Slow:
    """A database whose readings take as long as it says, by a clock of its own, or fail."""

    def __init__(self) -> None:
        self.time, self.takes, self.readings = 0.0, 0.0, 0
        self.error: Exception | None = None

    async def survey(self, _work: object) -> dict[str, dict[State, int]]:
        """Return the number of the reading, as a count."""
        self.readings += 1
        await asyncio.sleep(0)
        self.time += self.takes
        if self.error:
            raise self.error
        return {"fake": {State.DONE: self.readings}}


def counting(slow: Any) -> Counting:  # noqa: ANN401 - a fake
    """Return what counts there."""
    return Counting(slow, lambda: slow.time)


async def test_counts(database: Database) -> None:
    """They are those of the inbox."""
    stored(database, "a", "b")
    change(database, state="dead")
    stored(database, "c", source="two")
    assert {"fake": {State.DEAD: 2}, "two": {State.RECEIVED: 1}} == await Counting(
        database
    ).counts()


async def test_kept() -> None:
    """They are kept for some seconds."""
    slow = Slow()
    kept = counting(slow)
    await kept.counts()
    slow.time = FRESH - 0.1
    await kept.counts()
    assert 1 == slow.readings
    slow.time = FRESH
    assert {"fake": {State.DONE: 2}} == await kept.counts()


async def test_large() -> None:
    """What took long to count is kept for longer: counting has a small share of the time."""
    slow = Slow()
    slow.takes = 2.0
    kept = counting(slow)
    await kept.counts()
    slow.time += SHARE * slow.takes - 0.1
    await kept.counts()
    assert 1 == slow.readings
    slow.time += 0.1
    await kept.counts()
    assert 2 == slow.readings


async def test_one_reading() -> None:
    """Those who ask at the same time wait for the same reading, even if the first one leaves."""
    slow = Slow()
    kept = counting(slow)
    first, *others = [asyncio.create_task(kept.counts()) for _ in range(10)]
    await asyncio.sleep(0)
    first.cancel()
    assert [{"fake": {State.DONE: 1}}] * 9 == await asyncio.gather(*others)
    assert (True, 1) == (first.cancelled(), slow.readings)


async def test_failure() -> None:
    """A reading that fails is told to those who wait, and the next one who asks has another."""
    slow = Slow()
    slow.error = LookupError()
    kept = counting(slow)
    with pytest.raises(LookupError):
        await kept.counts()
    slow.error = None
    assert {"fake": {State.DONE: 2}} == await kept.counts()
