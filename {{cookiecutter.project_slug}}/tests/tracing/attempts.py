"""Attempts that are traced: handlers, and a processor that tells whoever traces."""

import asyncio
from collections.abc import Callable
from typing import Any

from opentelemetry import propagate, trace
from opentelemetry.sdk.trace import ReadableSpan
from sqlalchemy.ext.asyncio import AsyncSession

from fake import settings
from inboxes import stored
from receiver import Delivery, GiveUp, on
from receiver.discovery import collect
from receiver.observability.metrics import Metrics
from receiver.services.processor import Processor
from receiver.storage.engine import Database
from receiver.storage.sessions import Sessions
from tracing.memory import SENT, Memory

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
