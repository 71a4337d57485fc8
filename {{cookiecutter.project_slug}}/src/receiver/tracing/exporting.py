"""Exporting: spans leave in batches, from a thread, for the collector that the variables name.

One that is slow, down or refuses costs spans, and at most `PATIENCE` when the process ends.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Thread

import structlog
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult

from receiver.spans import Spans
from receiver.tracing.sampling import ByDelivery
from receiver.tracing.spans import OpenTelemetry

PATIENCE = 3.0
"""Seconds in which what is left has to be exported at the end."""
NAME = "receiver"
"""What the service is called if no variable says so."""

log = structlog.get_logger()


class Telling(SpanExporter):
    """Exports as another does, and says once that the collector is gone, and that it is back."""

    def __init__(self, exporter: SpanExporter) -> None:
        self._exporter = exporter
        self._is_out = False

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Export spans; those that the collector does not take are lost."""
        result = self._exporter.export(spans)
        is_out = result is not SpanExportResult.SUCCESS
        if is_out is not self._is_out:
            (log.warning if is_out else log.info)(f"collector.{'un' * is_out}available")
        self._is_out = is_out
        return result

    def shutdown(self) -> None:
        """Let go of the connection."""
        self._exporter.shutdown()


def provider_of(exporter: SpanExporter) -> TracerProvider:
    """Return what makes spans, as the variables want them, and has them exported."""
    provider = TracerProvider(resource=_resource(), shutdown_on_exit=False)
    provider.sampler = ByDelivery(provider.sampler)
    provider.add_span_processor(BatchSpanProcessor(Telling(exporter)))
    return provider


@contextmanager
def exported() -> Iterator[Spans]:
    """Export the spans of this process while the context is open, and those of its handlers."""
    if not logging.getLogger("receiver").isEnabledFor(logging.DEBUG):  # it says so much
        logging.getLogger("opentelemetry.exporter").setLevel(logging.CRITICAL)
    provider = provider_of(OTLPSpanExporter())
    trace.set_tracer_provider(provider)
    try:
        yield OpenTelemetry(provider)
    finally:
        ending = Thread(target=provider.shutdown, name="spans", daemon=True)  # waits for 30 s
        ending.start()
        ending.join(PATIENCE)


def _resource() -> Resource:
    found = Resource.create()
    is_named = not str(found.attributes[SERVICE_NAME]).startswith("unknown_service")
    return found if is_named else found.merge(Resource({SERVICE_NAME: NAME}))
