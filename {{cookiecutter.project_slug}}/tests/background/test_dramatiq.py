"""Dramatiq: what is sent to its brokers, and the service in its workers."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from dramatiq import Worker, actor
from dramatiq.brokers.rabbitmq import RabbitmqBroker
from dramatiq.brokers.stub import StubBroker
from dramatiq.errors import ConnectionClosed
from dramatiq.middleware import AsyncIO
from redis import Redis, RedisError

import brokers
from diary import Diary, nothing
from fake import settings
from receiver.background import dramatiq
from receiver.background.dramatiq.service import Service
from servers.children import free_port


@contextmanager
def restored(number: signal.Signals) -> Iterator[None]:
    """Leave to a signal the handler it had."""
    before = signal.getsignal(number)
    try:
        yield
    finally:
        signal.signal(number, before)


@pytest.mark.parametrize("scheme", ["redis", "amqp"])
async def test_no_broker(scheme: str) -> None:
    """Without its broker a service begins nevertheless; its hints fail, and soon."""
    given = settings(broker_url=f"{scheme}://127.0.0.1:{free_port()}")
    dramatiq.app(given, Diary())
    async with dramatiq.background(given, nothing) as notify:
        began = time.monotonic()
        with pytest.raises((ConnectionClosed, RedisError)):
            await notify([1])
        assert time.monotonic() < began + 2


async def test_frozen() -> None:
    """A broker that is frozen holds up who hints for about a second, and is used again after."""
    with brokers.own("redis") as broker:
        given = settings(broker_url=broker.url)
        async with dramatiq.background(given, nothing) as notify:
            await notify([1])
            broker.freeze()
            began = time.monotonic()
            with pytest.raises((ConnectionClosed, RedisError)):
                await notify([2])
            assert time.monotonic() < began + 2
            broker.thaw()
            await notify([3, 4])
        assert Redis.from_url(broker.url).llen(f"dramatiq:{given.queue}") in {3, 4}


def test_parameters() -> None:
    """Whoever gives parameters in the URL of RabbitMQ decides them all; `//` is its root."""
    for url, expected in (("amqp://h//", 1), ("amqp://h/%2F?socket_timeout=7", 7)):
        app = dramatiq.app(settings(broker_url=url), Diary())
        assert isinstance(app, RabbitmqBroker)
        assert (expected, "/") == (app.parameters.socket_timeout, app.parameters.virtual_host)  # type: ignore[attr-defined]


def test_life_of_a_worker() -> None:
    """The work is open before the first message, and closed after the last, in one loop."""
    diary, left = Diary(), list[int]()
    broker = StubBroker(middleware=[AsyncIO(), Service(diary, 5, left.append)])
    task = actor(broker=broker, queue_name="webhooks")(diary.process)
    task.send(1)
    with restored(signal.SIGTERM):
        worker = Worker(broker, worker_timeout=50, worker_threads=30)
        worker.start()
        broker.join("webhooks")
        worker.stop(timeout=1000)
    assert ["open", "process 1", "close"] == diary.lines


def test_signals() -> None:
    """The first signal drains at once, and is passed on; the others do nothing."""
    diary, stopped = Diary(), list[int]()
    broker = StubBroker(middleware=[AsyncIO(), Service(diary, 5, stopped.append)])
    with restored(signal.SIGTERM):
        signal.signal(signal.SIGTERM, lambda number, _: stopped.append(number))
        worker = Worker(broker, worker_timeout=50, worker_threads=1)
        worker.start()
        signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGTERM)
        assert [signal.SIGTERM] == stopped
        worker.stop(timeout=1000)
    assert ["open", "drain", "close"] == diary.lines


def test_a_service_that_cannot_begin() -> None:
    """A worker whose service does not open ends, rather than to take hints for nothing."""

    class Closed(Diary):
        async def open(self) -> None:
            raise ConnectionError

    broker = StubBroker(middleware=[AsyncIO(), Service(Closed(), 5)])
    with pytest.raises(SystemExit):
        Worker(broker, worker_timeout=50, worker_threads=1).start()
