"""Spans that stay in memory, and a service that makes them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import Any

from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.sdk.trace.sampling import ALWAYS_ON, Sampler
from opentelemetry.trace import Link, SpanContext, Tracer
from starlette.types import ASGIApp

from fake import parts
from receiver.main import create_app
from receiver.spans import Spans
from receiver.tracing.sampling import ByDelivery
from receiver.tracing.spans import OpenTelemetry

TRACE, PARENT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
SENT = f"00-{TRACE}-{PARENT}-01"
"""The traceparent of a sender, from W3C's own example."""


class Memory:
    """What was traced, in the order in which it ended."""

    def __init__(self, sampler: Sampler = ALWAYS_ON) -> None:
        self.exporter = InMemorySpanExporter()
        self.provider = TracerProvider(sampler=ByDelivery(sampler), shutdown_on_exit=False)
        self.provider.add_span_processor(SimpleSpanProcessor(self.exporter))

    def spans(self) -> Spans:
        """Return who traces into here."""
        return OpenTelemetry(self.provider)

    def tracer(self) -> Tracer:
        """Return what an owner's own code would trace with."""
        return self.provider.get_tracer("mine")

    def opened(self) -> AbstractContextManager[Spans]:
        """Return that as a service opens it."""
        return _opened(self.spans())

    def app(self, database_url: str, *handlers: Callable[..., Any], workers: int = 16) -> ASGIApp:
        """Return a service that traces into here."""
        built = parts(handlers, database_url=database_url, workers=workers)
        return create_app(replace(built, traced=self.opened))

    def named(self, name: str) -> list[ReadableSpan]:
        """Return the spans whose names begin so."""
        return [each for each in self.exporter.get_finished_spans() if each.name.startswith(name)]


@contextmanager
def _opened(spans: Spans) -> Iterator[Spans]:
    yield spans


def told(span: ReadableSpan) -> dict[str, object]:
    """Return what a span has been told."""
    return {**(span.attributes or {})}


def context_of(span: ReadableSpan | Link) -> SpanContext:
    """Return the context of a span, or that to which a link leads."""
    assert span.context
    return span.context


def traceparent_of(span: ReadableSpan) -> str:
    """Return the traceparent of a span that is in the sample."""
    its = context_of(span)
    return f"00-{its.trace_id:032x}-{its.span_id:016x}-{its.trace_flags:02x}"
