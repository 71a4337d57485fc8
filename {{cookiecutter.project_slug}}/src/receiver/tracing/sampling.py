"""Sampling: all that a delivery comes to is in the sample, or nothing of it.

The sampler that the variables name is asked about the trace that the delivery came in: for the
request, and again for each attempt, which has a trace of its own. What a traceparent says of
sampling counts for nothing, whoever sent it: it would decide what is exported here, and paid for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from opentelemetry.context import Context
from opentelemetry.sdk.trace.sampling import Sampler, SamplingResult
from opentelemetry.trace import Link, SpanKind, TraceState, get_current_span
from opentelemetry.util.types import Attributes


@dataclass(frozen=True)
class ByDelivery(Sampler):
    """Asks a sampler as if each request, and each attempt, began the delivery's trace."""

    sampler: Sampler

    def should_sample(  # noqa: PLR0913, PLR0917 - OpenTelemetry's own
        self,
        parent_context: Context | None,
        trace_id: int,
        name: str,
        kind: SpanKind | None = None,
        attributes: Attributes = None,
        links: Sequence[Link] | None = None,
        trace_state: TraceState | None = None,
    ) -> SamplingResult:
        """Return whether a span is exported; those within another one are if that is."""
        parent = get_current_span(parent_context).get_span_context()
        if not parent.is_valid and links:
            trace_id = links[0].context.trace_id
        if not parent.is_valid or parent.is_remote:
            parent_context = Context()
        return self.sampler.should_sample(
            parent_context, trace_id, name, kind, attributes, links, trace_state
        )

    def get_description(self) -> str:
        """Return what this is for people who debug."""
        return f"ByDelivery({self.sampler.get_description()})"
