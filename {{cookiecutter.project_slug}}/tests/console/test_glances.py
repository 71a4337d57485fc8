"""Glances: however many look, the inbox is read at one pace."""

import asyncio

import pytest

from receiver.console import glances
from receiver.console.glances import Glances


class Inbox:
    """What is read, and counts how often."""

    def __init__(self) -> None:
        self.times: list[float] = []

    async def read(self) -> int:
        """Take a moment, and return how often this was called."""
        self.times.append(asyncio.get_running_loop().time())
        await asyncio.sleep(0.01)
        return len(self.times)


async def test_one_for_all() -> None:
    """However many look at the same, it is read once a second."""
    inbox, shared = Inbox(), Glances(lambda: False)
    seen = await asyncio.gather(*(shared.look("list", inbox.read) for _ in range(100)))
    assert ([1] * 100, 1) == (seen, len(inbox.times))
    assert 1 == await shared.look("list", inbox.read)


async def test_in_turn() -> None:
    """Different views have it in turn, a second after one another; too many are told to wait."""
    inbox, shared = Inbox(), Glances(lambda: False)
    seen = await asyncio.gather(*(shared.look(each, inbox.read) for each in range(5)))
    assert [1, 2, 3, None, None] == seen
    pauses = [later - sooner for sooner, later in zip(inbox.times, inbox.times[1:], strict=False)]
    assert all(each >= glances.PACE - 0.01 for each in pauses)


async def test_failure() -> None:
    """A reading that fails fails for who asked, and the next one is tried."""
    shared = Glances(lambda: False)

    async def fail() -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        await shared.look("list", fail)
    assert 1 == await shared.look("list", Inbox().read)


async def test_giving_up() -> None:
    """Who waits for a turn while the service begins to stop is let go at once."""
    stopping = asyncio.Event()
    shared = Glances(stopping.is_set)
    await shared.look("first", Inbox().read, cost=3600)
    waiting = asyncio.create_task(shared.look("second", Inbox().read))
    await asyncio.sleep(0.05)
    stopping.set()
    async with asyncio.timeout(1):
        assert None is await waiting
