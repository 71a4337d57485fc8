"""The brokers that Taskiq has, over NATS JetStream and over Redis Streams, for hints.

A hint is acknowledged when it is taken: what a worker was at when it died is taken up when its
lease runs out, and a worker does not hoard what others could do.
https://taskiq-python.github.io/available-components/brokers.html
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from typing import Any

from nats.js.api import RetentionPolicy, StreamConfig
from redis.asyncio import Redis
from taskiq import AsyncBroker
from taskiq.utils import maybe_awaitable
from taskiq_nats import PullBasedJetStreamBroker
from taskiq_redis import RedisStreamBroker

from receiver.settings import Settings

CAPACITY = 20_000
"""Hints that a stream keeps; past that the oldest are lost, and the sweeper brings them again."""


async def connect(settings: Settings) -> AsyncBroker:
    """Return a broker that is connected, its stream made if it was not there."""
    broker = _broker(settings)
    try:
        await broker.startup()
    except BaseException:
        await close(broker)
        raise
    return broker


async def close(broker: AsyncBroker) -> None:
    """Take leave of a broker, which may be frozen."""
    with suppress(Exception):
        async with asyncio.timeout(1):
            await broker.shutdown()


def _broker(settings: Settings) -> AsyncBroker:
    url, queue = settings.broker_url, settings.queue
    if url.lower().startswith("redis"):
        return Streams(
            url,
            queue_name=queue,
            consumer_name="worker",
            consumer_id="0",
            maxlen=CAPACITY,
            max_connection_pool_size=5,
            socket_timeout=5,  # longer than the worker's reading blocks
            socket_connect_timeout=1,
        )
    return JetStream(
        url,
        subject=queue,
        stream_name=queue,
        durable=queue,
        stream_config=StreamConfig(retention=RetentionPolicy.WORK_QUEUE, max_msgs=CAPACITY),
        pull_consume_timeout=1,
        connect_timeout=1,
        ping_interval=5,
        allow_reconnect=False,
        max_reconnect_attempts=1,
        reconnect_time_wait=0,
        error_cb=_ignore,
    )


async def _ignore(_error: Exception) -> None:
    """Leave an error to those who use the connection: it fails them as well."""


class JetStream(PullBasedJetStreamBroker):
    """NATS JetStream."""

    async def listen(self) -> AsyncGenerator[bytes, None]:  # type: ignore[override]
        """Yield tasks."""
        async for message in super().listen():
            await maybe_awaitable(message.ack())
            yield message.data


class Streams(RedisStreamBroker):
    """Redis Streams, from which Taskiq's own would take a hundred at once, with more commands."""

    async def listen(self) -> AsyncGenerator[bytes, None]:  # type: ignore[override]
        """Yield tasks."""
        who = self.consumer_group_name, self.consumer_name
        streams: dict[Any, Any] = {self.queue_name: ">"}
        redis: Any = Redis(connection_pool=self.connection_pool)
        while True:
            found = await redis.xreadgroup(*who, streams, count=1, block=self.block, noack=True)
            for _, messages in found:
                for _, message in messages:
                    yield message[b"data"]
