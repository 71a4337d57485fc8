"""Strategy `dramatiq`: the workers are Dramatiq's, over Redis or Valkey, or RabbitMQ.

https://dramatiq.io/reference.html
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

from dramatiq import Broker, Message, actor
from dramatiq.middleware import AsyncIO

from receiver.background.base import TASK, Engine, Notify, Process, Strategy, Work, in_threads
from receiver.background.dramatiq.brokers import broker_at
from receiver.background.dramatiq.service import Service
from receiver.settings import Settings

BROKERS = ("amqp://guest:guest@localhost:5672", "redis://localhost:6379/0")


@asynccontextmanager
async def background(settings: Settings, _process: Process) -> AsyncIterator[Notify]:
    """Send a message for each key."""
    broker = broker_at(settings.broker_url)

    def publish(keys: Sequence[int]) -> None:
        for key in keys:
            broker.enqueue(Message(settings.queue, TASK, (key,), {}, {}))

    with in_threads(publish) as notify:
        yield notify


def app(settings: Settings, work: Work) -> Broker:
    """Return what `dramatiq` works for: the service in the loop of its `AsyncIO`."""
    broker = broker_at(settings.broker_url, AsyncIO(), Service(work, settings.shutdown_grace))

    @actor(broker=broker, actor_name=TASK, queue_name=settings.queue)
    async def process(key: int) -> None:
        with suppress(asyncio.CancelledError):  # it was cut off
            await work.process(key)

    return broker


def _command(settings: Settings, app: str) -> Sequence[str]:
    threads = ("--processes", "1", "--threads", str(max(1, settings.workers)))
    return ("dramatiq", app, *threads, "--skip-logging", "--worker-shutdown-timeout", "1000")


STRATEGY = Strategy(open=background, engine=Engine(app, _command, BROKERS))
