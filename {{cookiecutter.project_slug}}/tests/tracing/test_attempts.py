"""The span of an attempt: a trace of its own, linked to the request's, and what it tells."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from opentelemetry import propagate, trace
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.trace import SpanKind, StatusCode
from sqlalchemy.ext.asyncio import AsyncSession

from fake import settings
from inboxes import stored
from receiver import Delivery, GiveUp, on
from receiver.discovery import collect
from receiver.observability.metrics import Metrics
from receiver.services.processor import Processor
from receiver.storage.acts import replay
from receiver.storage.engine import Database
from receiver.storage.sessions import Sessions
from tracing.memory import PARENT, SENT, TRACE, Memory, context_of, told, traceparent_of

CALLS: list[dict[str, str]] = []
"""The headers with which handlers would have called somebody."""


@on("fake", "calls")
async def call(_delivery: Delivery) -> None:
    """Call somebody, in a span of its own."""
    with trace.get_tracer_provider().get_tracer("mine").start_as_current_span("call"):
        headers: dict[str, str] = {}
        propagate.inject(headers)
        CALLS.append(headers)


@on("fake", "calls")
def call_in_a_thread(_delivery: Delivery) -> None:
    """Call somebody from a thread."""
    headers: dict[str, str] = {}
    propagate.inject(headers)
    CALLS.append(headers)


@on("fake", "fails")
async def fail(delivery: Delivery) -> None:
    """Quote the payload in an error."""
    raise LookupError(delivery.body)


@on("fake", "never")
async def never(delivery: Delivery) -> None:
    """Quote the payload in giving up."""
    raise GiveUp(str(delivery.json()))


@on("fake", "hangs")
async def hang(_delivery: Delivery) -> None:
    """Never end."""
    await asyncio.Event().wait()


def traced(database: Database, memory: Memory, *handlers: Callable[..., Any]) -> Processor:
    """Return a processor that traces."""
    return Processor(
        database,
        Sessions(database),
        collect(handlers, AsyncSession),
        Metrics(),
        settings(),
        spans=memory.spans(),
    )


async def attempted(
    database: Database,
    event: str,
    *handlers: Callable[..., Any],
    **values: Any,  # noqa: ANN401 - any field
) -> list[ReadableSpan]:
    """Return the spans of one attempt at a delivery."""
    memory = Memory()
    (key,) = stored(database, event=event, **{"traceparent": SENT, **values})
    await traced(database, memory, *handlers).process(key)
    return memory.named("process")


async def test_linked(database: Database) -> None:
    """It is in no trace but its own, and its link leads to what the delivery came in."""
    (span,) = await attempted(database, "fails", fail)
    (link,) = span.links
    assert span.parent is None
    assert int(TRACE, 16) != context_of(span).trace_id
    assert (int(TRACE, 16), int(PARENT, 16)) == (link.context.trace_id, link.context.span_id)


@pytest.mark.parametrize("stored_trace", [None, "", "00-0-0-01", "é"])
async def test_of_a_delivery_without_a_trace(database: Database, stored_trace: str | None) -> None:
    """What was stored when nobody traced, or by nobody of ours, has an attempt without a link."""
    (span,) = await attempted(database, "fails", fail, traceparent=stored_trace)
    assert (None, ()) == (span.parent, span.links)


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
        "webhook.handler": f"{__name__}.call",
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
    assert ("exception", cause, "test_attempts.py", line) == (
        raised.name,
        *(raised.attributes or {}).values(),
    )
    assert (outcome, cause) == tuple(told(span)[each] for each in ("webhook.outcome", "error.type"))
    assert (StatusCode.ERROR, None) == (span.status.status_code, span.status.description)
    assert "canary" not in json.dumps(json.loads(span.to_json()))


async def test_each_attempt_and_replay(database: Database) -> None:
    """A retry and a replay are further spans, whose links lead to the same."""
    memory = Memory()
    (key,) = stored(database, event="fails", traceparent=SENT)
    for _ in range(2):
        await traced(database, memory, fail).process(key)
        with database.transaction() as connection:
            replay(connection, key)
    spans = memory.named("process")
    assert 2 == len({context_of(each).trace_id for each in spans})
    assert [int(PARENT, 16)] * 2 == [each.links[0].context.span_id for each in spans]


async def test_what_handlers_call(database: Database) -> None:
    """A handler has the attempt's span as its current one, on whichever thread it runs."""
    CALLS.clear()
    spans = await attempted(database, "calls", call, call_in_a_thread)
    assert [traceparent_of(each) for each in spans] == [each["traceparent"] for each in CALLS]


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
