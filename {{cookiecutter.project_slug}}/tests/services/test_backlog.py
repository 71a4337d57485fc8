"""The backlog is read for all who ask, and for a tenth of the time however long reading takes."""

import asyncio
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from inboxes import stored
from receiver.deliveries import State
from receiver.services.backlog import FRESH, KEPT, Backlog
from receiver.storage.engine import Database
from receiver.storage.health import Health, Oldest
from receiver.storage.opening import open_database

OLDEST = Oldest(key=7, source="fake", state=State.RECEIVED, received_at=0.0, age=100.0)
FOUND = Health({State.RECEIVED: 1}, OLDEST)


class Slow:
    """A database that takes so many seconds to be read, and counts how often it is."""

    def __init__(self, seconds: float) -> None:
        self.number, self.seconds = 0, seconds

    async def read(self, _work: object) -> Health:
        """Return what is found."""
        self.number += 1
        await asyncio.sleep(self.seconds)
        return FOUND


def backlog(database: Any, timeout: float = 5.0) -> Backlog:  # noqa: ANN401 - it is none
    """Return the backlog in such a database."""
    return Backlog(database, timeout)


async def test_what_there_is(database: Database) -> None:
    """It has the depths, and the oldest delivery."""
    (key,) = stored(database)
    found = Backlog(database, 5)
    oldest = await found.oldest()
    assert oldest
    assert (key, {State.RECEIVED: 1}) == (oldest.key, await found.depths())


async def test_it_grows_older() -> None:
    """What was read a while ago is told with the age that it has now."""
    slow = Slow(0.1)
    found = backlog(slow)
    first = await found.oldest()
    await asyncio.sleep(0.3)
    later = await found.oldest()
    assert first
    assert later
    assert (1, True) == (slow.number, 0.3 <= later.age - first.age < 1)


async def test_all_at_once() -> None:
    """However many ask, it is read once."""
    slow = Slow(0.05)
    found = backlog(slow)
    await asyncio.gather(*(found.oldest() for _ in range(20)))
    assert 1 == slow.number


async def test_a_tenth_of_the_time() -> None:
    """Who asks without a break has it read for no more than a tenth of the time."""
    slow = Slow(0.02)
    found, loop = backlog(slow), asyncio.get_running_loop()
    end = loop.time() + 1.0
    while loop.time() < end:
        await found.oldest()
        await asyncio.sleep(0.005)
    assert 1 < slow.number <= 1.0 / (0.02 * FRESH) + 1


async def test_too_slow() -> None:
    """What was read last is told while reading takes too long, and not for ever."""
    slow = Slow(0.02)
    found = backlog(slow, 0.05)
    await found.oldest()
    await asyncio.sleep(0.02 * (FRESH + 1))
    slow.seconds = 60
    assert await found.oldest()
    await asyncio.sleep(0.02 * KEPT)
    with pytest.raises(TimeoutError):
        await found.oldest()


async def test_slow_and_done() -> None:
    """What takes longer than anybody waits is read to its end, for those who ask later."""
    slow = Slow(0.1)
    found = backlog(slow, 0.05)
    with pytest.raises(TimeoutError):
        await found.oldest()
    await asyncio.sleep(0.1)
    assert (True, 1) == (await found.oldest() is not None, slow.number)


async def test_trouble(empty_url: str) -> None:
    """What reading raises, who asks hears, each time anew."""
    with open_database(empty_url) as database:
        found = Backlog(database, 5)
        for _ in range(2):
            with pytest.raises(DBAPIError, match="deliveries"):
                await found.oldest()
