"""Sampling: who decides it, and that it is decided once for all that a delivery comes to."""

from dataclasses import replace

import pytest
from opentelemetry.sdk.trace.sampling import (
    ALWAYS_OFF,
    DEFAULT_OFF,
    DEFAULT_ON,
    ParentBasedTraceIdRatio,
    Sampler,
    TraceIdRatioBased,
)

from fake import delivery
from tracing.memory import PARENT, Memory

LOW, HIGH = f"{1:032x}", "f" * 32
"""Trace ids that a sampler of shares takes first, and last."""


def sampled(sampler: Sampler, trace: str, flags: str) -> tuple[int, int]:
    """Return how many spans of a request and of two attempts are exported."""
    memory = Memory(sampler)
    spans, received = memory.spans(), delivery(traceparent=f"00-{trace}-{PARENT}-{flags}")
    with spans.request((received,)) as request:
        (kept,) = request.carried((received,))
    for number in (1, 2):
        with spans.attempt(replace(kept, attempt=number), "handler"):
            pass
    return len(memory.named("POST")), len(memory.named("process"))


@pytest.mark.parametrize("flags", ["00", "01", "ff"])
@pytest.mark.parametrize(
    ("sampler", "trace", "expected"),
    [
        (DEFAULT_ON, HIGH, (1, 2)),
        (DEFAULT_OFF, LOW, (0, 0)),
        (ALWAYS_OFF, LOW, (0, 0)),
        (ParentBasedTraceIdRatio(0.5), LOW, (1, 2)),
        (ParentBasedTraceIdRatio(0.5), HIGH, (0, 0)),
        (TraceIdRatioBased(0.5), LOW, (1, 2)),
        (TraceIdRatioBased(0.5), HIGH, (0, 0)),
    ],
)
def test_by_delivery(sampler: Sampler, trace: str, flags: str, expected: tuple[int, int]) -> None:
    """The sampler decides, by the trace, about the request and each attempt; no flag does."""
    assert expected == sampled(sampler, trace, flags)


@pytest.mark.parametrize(("sampler", "expected"), [(DEFAULT_ON, 1), (DEFAULT_OFF, 0)])
def test_what_a_handler_calls(sampler: Sampler, expected: int) -> None:
    """A span within an attempt is exported if that is, as with any parent."""
    memory = Memory(sampler)
    spans = memory.spans()
    with spans.attempt(delivery(), "handler"), memory.tracer().start_as_current_span("call"):
        pass
    assert expected == len(memory.named("call"))
