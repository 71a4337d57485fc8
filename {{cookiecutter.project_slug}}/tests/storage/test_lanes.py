"""Lanes: so many calls at a time and no more, and nothing piles up before them."""

import asyncio
import gc
import threading
import weakref

import pytest

from receiver.storage.lanes import Lane


class Call:
    """A call that may be held up; `begun` holds an item for each time that it was begun."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.go_on = threading.Event()
        self._begins = threading.Semaphore(0)

    def wait(self) -> int:
        """Begin, and return when that is allowed."""
        self.begun.append(1)
        self._begins.release()
        assert self.go_on.wait(20)
        return len(self.begun)

    async def begins(self, times: int = 1) -> None:
        """Wait until it was begun so many times more."""
        for _ in range(times):
            assert await asyncio.to_thread(self._begins.acquire, timeout=20)


class Noticed:
    """A call of which one can tell whether anybody still has it."""

    def __call__(self) -> None:
        """Do nothing."""


async def test_results() -> None:
    """What a call returns is returned, and what it raises is raised."""
    lane = Lane(1, "test")
    assert 5 == await lane.run(lambda: 5)
    with pytest.raises(ZeroDivisionError):
        await lane.run(lambda: 1 // 0)
    assert lane.close(0)


async def test_at_a_time() -> None:
    """No more calls run at a time than there are threads; the others follow."""
    lane, call = Lane(2, "test"), Call()
    tasks = [asyncio.create_task(lane.run(call.wait)) for _ in range(5)]
    await call.begins(2)
    await asyncio.sleep(0.05)
    assert 2 == len(call.begun)
    call.go_on.set()
    await asyncio.gather(*tasks)
    assert 5 == len(call.begun)
    lane.join()


async def test_who_gives_up() -> None:
    """Who gives up waiting leaves nothing behind, however long the lane is blocked."""
    lane, call = Lane(1, "test"), Call()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(lane.run(call.wait), 0.05)
    left = weakref.WeakSet[Noticed]()
    for _ in range(100):
        noticed = Noticed()
        left.add(noticed)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(lane.run(noticed), 0.001)
        del noticed
    gc.collect()
    assert 0 == len(left)
    call.go_on.set()
    assert 6 == await lane.run(lambda: 6)
    lane.join()


async def test_who_gives_up_within_its_call() -> None:
    """A call that has begun keeps its thread until it returns, though its caller has gone."""
    lane, call = Lane(1, "test"), Call()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(lane.run(call.wait), 0.05)
    second = asyncio.create_task(lane.run(call.wait))
    await asyncio.sleep(0.05)
    assert 1 == len(call.begun)
    call.go_on.set()
    assert 2 == await second
    lane.join()


async def test_closed() -> None:
    """A closed lane takes no calls, and says whether those that run have ended in time."""
    lane, call = Lane(1, "test"), Call()
    running = asyncio.create_task(lane.run(call.wait))
    await call.begins()
    assert not lane.close(0.01)
    with pytest.raises(RuntimeError):
        lane.submit(call.wait)
    call.go_on.set()
    assert 1 == await running
    assert lane.close(20)
    with pytest.raises(RuntimeError):
        await lane.run(call.wait)
