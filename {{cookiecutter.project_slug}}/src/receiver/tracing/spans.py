"""Spans as OpenTelemetry has them: what a request and an attempt are called, and linked to.

HTTP's and messaging's conventions name what they know; `webhook.…` is what they do not.
https://opentelemetry.io/docs/specs/semconv/http/http-spans/
https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/
"""

from opentelemetry.context import Context
from opentelemetry.trace import (
    Link,
    NonRecordingSpan,
    SpanContext,
    SpanKind,
    TraceFlags,
    TracerProvider,
    set_span_in_context,
)

from receiver import traceparents
from receiver.deliveries import Delivery
from receiver.spans import Deliveries
from receiver.tracing.current import Current, Request


class OpenTelemetry:
    """Traces by a provider of OpenTelemetry's."""

    def __init__(self, provider: TracerProvider) -> None:
        self._tracer = provider.get_tracer("receiver")

    def request(self, deliveries: Deliveries) -> Current:
        """Begin a span in the sender's trace, or in one of its own, when the body was there."""
        first, route = deliveries[0], f"/webhooks/{deliveries[0].source}"
        attributes: dict[str, str | int] = {
            "http.request.method": "POST",
            "http.route": route,
            **_about(first),
        }
        if len(deliveries) > 1:
            attributes["messaging.batch.message_count"] = len(deliveries)
        span = self._tracer.start_span(
            f"POST {route}",
            _within(_origin(first.traceparent)),
            SpanKind.SERVER,
            attributes,
            start_time=int(first.received_at.timestamp() * 1e9),
        )
        return Request(span)

    def attempt(self, delivery: Delivery, handler: str) -> Current:
        """Begin a span in a trace of its own, linked to the request's.

        Attempts may be hours apart, and the replay of a delivery days.
        """
        origin = _origin(delivery.traceparent)
        attributes: dict[str, str | int] = {
            "messaging.system": "webhook",
            "messaging.operation.type": "process",
            "messaging.operation.name": "process",
            "messaging.destination.name": delivery.source,
            "messaging.message.id": delivery.id,
            **_about(delivery),
            "webhook.delivery.key": delivery.key,
            "webhook.handler": handler,
            "webhook.attempt": delivery.attempt,
        }
        span = self._tracer.start_span(
            f"process {delivery.source}",
            Context(),
            SpanKind.CONSUMER,
            attributes,
            links=[Link(origin)] if origin else (),
        )
        return Current(span)


def _about(delivery: Delivery) -> dict[str, str]:
    return {
        "webhook.source": delivery.source,
        "webhook.provider": delivery.provider,
        "webhook.event": delivery.event,
    }


def _origin(traceparent: str | None) -> SpanContext | None:
    """Return the context that a traceparent names, None if it is none: that costs no delivery."""
    known = traceparents.read(traceparent.encode()) if traceparent else None
    if known is None:
        return None
    _, trace_id, span_id, flags = known.split("-")
    numbers = int(trace_id, 16), int(span_id, 16)
    return SpanContext(*numbers, is_remote=True, trace_flags=TraceFlags(int(flags, 16)))


def _within(origin: SpanContext | None) -> Context:
    return set_span_in_context(NonRecordingSpan(origin), Context()) if origin else Context()
