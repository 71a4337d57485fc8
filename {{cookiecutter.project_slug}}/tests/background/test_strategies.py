"""What a strategy promises by which the service itself runs the handlers."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import pytest

from fake import settings
from receiver import background
from receiver.background.base import Notify, Process
from strategies import INSIDE

each_strategy = pytest.mark.parametrize("name", INSIDE)


class Bare(BaseException):
    """What few catch."""


class Processing:
    """Remembers keys; holds them up until they may end, and fails for those it is told."""

    def __init__(
        self,
        *failing: int,
        following: Mapping[int, int] | None = None,
        error: type[BaseException] = LookupError,
    ) -> None:
        self.failing = failing
        self.error = error
        self.following = following or {}
        self.began = asyncio.Queue[int]()
        self.ended: list[int] = []
        self.may_end = asyncio.Event()

    async def process(self, key: int) -> int | None:
        """Process a delivery, and return what follows in its order."""
        self.began.put_nowait(key)
        if key in self.failing:
            message = "canary"
            raise self.error(message)
        await self.may_end.wait()
        await asyncio.sleep(0)
        self.ended.append(key)
        return self.following.get(key)


@asynccontextmanager
async def running(name: str, process: Process, workers: int = 2) -> AsyncIterator[Notify]:
    """Run a strategy, and fail if that takes long."""
    strategy = background.load(name)
    assert strategy.open
    given = settings(workers=workers, shutdown_grace=5)
    async with asyncio.timeout(5), strategy.open(given, process) as notify:
        yield notify


@each_strategy
async def test_notified_is_processed(name: str) -> None:
    """What is notified gets processed."""
    done = Processing()
    done.may_end.set()
    async with running(name, done.process) as notify:
        await notify([1, 2, 3])
        await notify([4])
        await notify([])
        keys = [await done.began.get() for _ in range(4)]
    assert [1, 2, 3, 4] == sorted(keys)
    assert keys == done.ended


@each_strategy
@pytest.mark.parametrize("error", [LookupError, asyncio.CancelledError, Bare])
async def test_failures(name: str, error: type[BaseException]) -> None:
    """A failure neither reaches the notifier nor ends the workers, however many there are."""
    done = Processing(*range(10), error=error)
    done.may_end.set()
    async with running(name, done.process) as notify:
        await notify(range(12))
        keys = [await done.began.get() for _ in range(12)]
    assert [*range(12)] == sorted(keys)
    assert [10, 11] == done.ended


@each_strategy
async def test_not_more_than_the_workers(name: str) -> None:
    """Not more deliveries are processed at the same time than there are workers."""
    done = Processing()
    async with running(name, done.process, workers=3) as notify:
        hint = asyncio.create_task(notify(range(10)))
        assert [0, 1, 2] == [await done.began.get() for _ in range(3)]
        await asyncio.sleep(0.01)
        assert done.began.empty()
        done.may_end.set()
        await hint
    assert [*range(10)][: len(done.ended)] == sorted(done.ended)


@each_strategy
async def test_stop(name: str) -> None:
    """At the end what is being processed is finished, and nothing else is begun."""
    done = Processing()
    async with running(name, done.process) as notify:
        hint = asyncio.create_task(notify(range(10)))
        assert [0, 1] == [await done.began.get() for _ in range(2)]
        asyncio.get_running_loop().call_later(0.01, done.may_end.set)
    assert [0, 1] == sorted(done.ended)
    await hint
    assert done.began.empty()


@each_strategy
async def test_what_follows(name: str) -> None:
    """What waited in order for a delivery is processed next, to the last of them."""
    done = Processing(following={1: 2, 2: 3})
    done.may_end.set()
    async with running(name, done.process) as notify:
        await notify([1])
        assert [1, 2, 3] == [await done.began.get() for _ in range(3)]


@each_strategy
async def test_what_follows_comes_after_the_others(name: str) -> None:
    """An order, however long, does not keep a worker from what was notified meanwhile."""
    done = Processing(following={1: 2, 2: 3, 3: 4})
    async with running(name, done.process, workers=1) as notify:
        hint = asyncio.create_task(notify([1, 10, 11]))
        await done.began.get()
        done.may_end.set()
        await hint
        assert [10, 11] == [await done.began.get() for _ in range(2)]
        assert [2, 3, 4] == [await done.began.get() for _ in range(3)]
