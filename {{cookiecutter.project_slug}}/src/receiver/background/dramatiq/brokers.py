"""Dramatiq's brokers, over Redis and over RabbitMQ, for hints: prompt, and never in the way."""

import logging
from collections.abc import Callable
from typing import Any

from dramatiq import Broker, Consumer, Middleware
from dramatiq.brokers.rabbitmq import RabbitmqBroker
from dramatiq.brokers.redis import RedisBroker
from dramatiq.errors import ConnectionClosed
from redis import Redis, RedisError

PATIENCE = "?socket_timeout=1&stack_timeout=2&blocked_connection_timeout=1&heartbeat=10"
"""Seconds, as pika takes them with the URL."""
RECLAIM: Any = {"heartbeat_timeout": 5000, "maintenance_chance": 100_000}
"""What died workers have taken is given to others after 5 s, looked for at a tenth of the polls."""


def broker_at(url: str, *middleware: Middleware) -> Broker:
    """Return the broker at a URL, with this middleware and none of Dramatiq's usual."""
    if url.lower().startswith("redis"):
        client = Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1)
        return OverRedis(client=client, middleware=middleware, **RECLAIM)  # type: ignore[no-untyped-call]
    logging.getLogger("pika").setLevel(logging.CRITICAL)  # it says so much of each failure
    url = url if "?" in url else url.removesuffix("/") + PATIENCE
    return OverRabbitMQ(url=url, confirm_delivery=True, middleware=[*middleware])


class Prompt(Broker):
    """Asks often, and only for what threads are free for, not for twice as much."""

    def consume(self, queue_name: str, prefetch: int = 2, timeout: int = 1000) -> Consumer:
        """Return what consumes a queue."""
        return super().consume(queue_name, prefetch // 2, timeout // 5)


class OverRabbitMQ(Prompt, RabbitmqBroker):
    """RabbitMQ, which gives to others what was not acknowledged."""


class OverRedis(Prompt, RedisBroker):
    """Redis or Valkey: one that is silent is taken for gone, and does without thanks."""

    def _dispatch(self, command: str) -> Callable[..., Any]:
        dispatch = super()._dispatch(command)  # type: ignore[no-untyped-call]

        def execute(*arguments: object) -> object:
            try:
                return dispatch(*arguments)
            except RedisError as error:
                if command in {"ack", "requeue"}:
                    return None
                raise ConnectionClosed(error) from None  # type: ignore[no-untyped-call]

        return execute
