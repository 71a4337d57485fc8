"""Contexts: a line tells of its own delivery, whatever a handler of another one has bound."""

import asyncio

import pytest
import structlog
from structlog.contextvars import bind_contextvars, bound_contextvars, clear_contextvars

from fake import settings
from inboxes import processor, stored
from lines import read
from receiver import Delivery, on
from receiver.observability.logging import configure
from receiver.storage.engine import Database


@on("fake", "ping.binds")
async def bind(_delivery: Delivery) -> None:
    """Bind an order, and a key that is somebody else's."""
    bind_contextvars(order=5, attempt=99)
    structlog.get_logger().info("order.seen")


@on("fake", "ping.clears")
async def clear(_delivery: Delivery) -> None:
    """Forget all that is bound."""
    clear_contextvars()


async def test_what_a_handler_binds(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    """It is in the lines of its delivery, and in none of the next one in the same task."""
    configure(settings(log_format="json"))
    first, second = stored(database, "a", "b", event="ping.binds")
    working = processor(database, bind, clear)
    with bound_contextvars(worker="w-1"):
        await working.process(first)
        structlog.get_logger().info("between.deliveries")
        await working.process(second)
    await asyncio.sleep(0)
    lines = read(capsys.readouterr().err)
    seen = [each for each in lines if each["event"] == "order.seen"]
    assert [(first, 5), (second, 5)] == [(each["key"], each["order"]) for each in seen]
    (between,) = (each for each in lines if each["event"] == "between.deliveries")
    assert {"worker": "w-1", "event": "between.deliveries", "level": "info"} == {
        name: value for name, value in between.items() if name != "timestamp"
    }


async def test_what_a_handler_forgets(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is bound outside of a delivery is so again after it."""
    configure(settings(log_format="json"))
    (key,) = stored(database, event="ping.clears")
    with bound_contextvars(worker="w-1"):
        await processor(database, bind, clear).process(key)
        structlog.get_logger().info("between.deliveries")
    await asyncio.sleep(0)  # lines of one turn are written together
    (line,) = (
        each for each in read(capsys.readouterr().err) if each["event"] == "between.deliveries"
    )
    assert "w-1" == line["worker"]
