"""Strategy `taskiq`: the workers are Taskiq's, over NATS JetStream, or Redis or Valkey Streams.

https://taskiq-python.github.io/guide/cli.html
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from taskiq import AsyncBroker, TaskiqEvents
from taskiq.kicker import AsyncKicker

from receiver.background.base import TASK, Engine, Notify, Process, Strategy, Work, beginning
from receiver.background.taskiq.lasting import Lasting
from receiver.settings import Settings

BROKERS = ("nats://localhost:4222", "redis://localhost:6379/0")


@asynccontextmanager
async def background(settings: Settings, _process: Process) -> AsyncIterator[Notify]:
    """Send a task for each key, all at the same time."""
    broker = Lasting(settings)
    kicker = AsyncKicker[[int], None](TASK, broker, {})

    async def publish(keys: Sequence[int]) -> None:
        await asyncio.gather(*(kicker.kiq(key) for key in keys))

    try:
        yield publish
    finally:
        await broker.shutdown()


def app(settings: Settings, work: Work) -> AsyncBroker:
    """Return the broker of `taskiq worker`."""
    broker = Lasting(settings, work.drain)

    async def process(key: int) -> None:
        await work.process(key)

    broker.register_task(process, TASK)

    async def begin(_state: object) -> None:
        with beginning():
            await work.open()

    broker.add_event_handler(TaskiqEvents.WORKER_STARTUP, begin)
    broker.add_event_handler(TaskiqEvents.WORKER_SHUTDOWN, lambda _: work.close())
    return broker


def _command(settings: Settings, app: str) -> Sequence[str]:
    return (
        *("taskiq", "worker", app, "--workers", "1", "--no-parse"),
        *("--max-async-tasks", str(max(1, settings.workers))),
        *("--wait-tasks-timeout", str(settings.shutdown_grace + 1)),
        *("--no-configure-logging", "--log-level", "WARNING"),
    )


STRATEGY = Strategy(open=background, engine=Engine(app, _command, BROKERS))
