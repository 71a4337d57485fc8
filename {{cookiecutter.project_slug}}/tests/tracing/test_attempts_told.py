"""What the span of an attempt tells: the handler and the outcome, and no word of an error."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from opentelemetry.trace import SpanKind, StatusCode

from inboxes import stored
from receiver.storage.engine import Database
from tracing.attempts import attempted, call, fail, hang, never, traced
from tracing.memory import SENT, Memory, told


async def test_attributes(database: Database) -> None:
    """It tells what was handled, by which handler, which attempt that was and what came of it."""
    memory = Memory()
    (key,) = stored(database, "d-7", event="calls", traceparent=SENT)
    await traced(database, memory, call).process(key)
    (span,) = memory.named("process")
    assert ("process fake", SpanKind.CONSUMER) == (span.name, span.kind)
    assert told(span) == {
        "messaging.system": "webhook",
        "messaging.operation.type": "process",
        "messaging.operation.name": "process",
        "messaging.destination.name": "fake",
        "messaging.message.id": "d-7",
        "webhook.source": "fake",
        "webhook.provider": "fake",
        "webhook.event": "calls",
        "webhook.delivery.key": key,
        "webhook.handler": f"{call.__module__}.call",
        "webhook.attempt": 1,
        "webhook.outcome": "done",
    }
    assert (StatusCode.UNSET, ()) == (span.status.status_code, span.events)


@pytest.mark.parametrize(
    ("handler", "outcome", "cause"),
    [(fail, "failed", "LookupError"), (never, "dead", "GiveUp")],
)
async def test_failed(
    database: Database, handler: Callable[..., Any], outcome: str, cause: str
) -> None:
    """A failure is an error: the class of what was raised, its line, and no word of it."""
    event = outcome.replace("failed", "fails").replace("dead", "never")
    (span,) = await attempted(database, event, handler, body=b'{"a": "canary"}')
    (raised,) = span.events
    line = handler.__code__.co_firstlineno + 3
    assert ("exception", cause, "attempts.py", line) == (
        raised.name,
        *(raised.attributes or {}).values(),
    )
    assert (outcome, cause) == tuple(told(span)[each] for each in ("webhook.outcome", "error.type"))
    assert (StatusCode.ERROR, None) == (span.status.status_code, span.status.description)
    assert "canary" not in json.dumps(json.loads(span.to_json()))


async def test_cut_off(database: Database) -> None:
    """An attempt that a stop cuts off ends all the same, and is no error."""
    memory = Memory()
    (key,) = stored(database, event="hangs", traceparent=SENT)
    working = asyncio.create_task(traced(database, memory, hang).process(key))
    await asyncio.sleep(0.1)
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    (span,) = memory.named("process")
    assert ("interrupted", "CancelledError", StatusCode.UNSET) == (
        told(span)["webhook.outcome"],
        told(span)["error.type"],
        span.status.status_code,
    )
