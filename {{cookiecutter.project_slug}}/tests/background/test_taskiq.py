"""Strategy `taskiq`: hints on their way through real brokers, and what ends a worker."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from taskiq import AsyncBroker
from taskiq.receiver import Receiver

import brokers
from diary import Diary, nothing
from fake import settings
from receiver.background.base import Notify
from receiver.background.taskiq import STRATEGY, app, background
from receiver.services.hints import PATIENCE
from receiver.settings import Settings

each_broker = pytest.mark.parametrize("scheme", ["nats", "redis"])


async def taken(notify: Notify) -> bool:
    """Say whether the broker takes a hint in time."""
    try:
        async with asyncio.timeout(PATIENCE):
            await notify([1])
    except Exception:  # noqa: BLE001 - the client's own, of any kind
        return False
    return True


@asynccontextmanager
async def working(chosen: Settings, work: Diary) -> AsyncIterator[None]:
    """Do what `taskiq worker` does, in this process, and end it as a signal does."""
    broker = app(chosen, work)
    assert isinstance(broker, AsyncBroker)
    broker.is_worker_process = True
    stop = asyncio.Event()
    listening = asyncio.create_task(Receiver(broker, max_async_tasks=2).listen(stop))
    try:
        yield
    finally:
        stop.set()
        await listening
        await broker.shutdown()


@each_broker
async def test_hints_before_the_first_worker(scheme: str) -> None:
    """Who comes first, service or worker, makes the queue: no hint is lost for that."""
    work = Diary()
    with brokers.own(scheme) as broker:
        chosen = settings(broker_url=broker.url)
        async with asyncio.timeout(10), background(chosen, nothing) as notify:
            await notify([1, 2, 3])
            async with working(chosen, work):
                keys = [await work.keys.get() for _ in range(3)]
                await notify([4])
                keys.append(await work.keys.get())
    assert [1, 2, 3, 4] == sorted(keys)
    assert ("open", ["drain", "close"]) == (work.lines[0], work.lines[-2:])


@each_broker
async def test_broker_comes_and_goes(scheme: str) -> None:
    """A publisher needs no broker to begin, and finds one at its second attempt at the latest."""
    with brokers.own(scheme) as broker:
        broker.kill()
        chosen = settings(broker_url=broker.url)
        async with asyncio.timeout(10), background(chosen, nothing) as notify:
            for _ in range(2):
                assert not await taken(notify)
                broker.start()
                assert await taken(notify) or await taken(notify)
                broker.kill()


@each_broker
async def test_frozen_broker(scheme: str) -> None:
    """A broker that is frozen neither keeps a publisher from its end nor is forgotten by it."""
    with brokers.own(scheme) as broker:
        chosen = settings(broker_url=broker.url)
        async with asyncio.timeout(5), background(chosen, nothing) as notify:
            await notify([1])
            broker.freeze()
            assert not await taken(notify)
            broker.thaw()
            assert await taken(notify)
            broker.freeze()


async def test_without_broker() -> None:
    """A worker begins and ends while its broker is not there."""
    work = Diary()
    async with asyncio.timeout(5), working(settings(broker_url="nats://127.0.0.1:1"), work):
        await asyncio.sleep(0.05)
    assert ["open", "drain", "close"] == work.lines


@pytest.mark.parametrize(("workers", "tasks"), [(0, "1"), (7, "7")])
def test_command(workers: int, tasks: str) -> None:
    """One process works on as many deliveries at once as the settings say, and on one at least."""
    assert STRATEGY.engine
    command = [*STRATEGY.engine.command(settings(workers=workers), "a:b")]
    assert ["taskiq", "worker", "a:b", "--workers", "1"] == command[:5]
    assert tasks == command[command.index("--max-async-tasks") + 1]
