"""Exporting as the variables say: by which name, how much, and what handlers trace themselves."""

import subprocess
import sys
from pathlib import Path

import pytest
from opentelemetry.sdk.resources import SERVICE_NAME
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from fake import delivery
from processes import environment
from receiver.tracing.exporting import provider_of
from receiver.tracing.spans import OpenTelemetry
from tracing.collector import Collector

HANDLER = """
from opentelemetry import trace
from fake import delivery
from receiver.observability import tracing

tracer = trace.get_tracer("handlers")  # as a module of handlers would, before there is a service
with tracing.chosen().opened() as spans, spans.attempt(delivery(), "handler"):
    with tracer.start_as_current_span("call"):
        pass
"""


def test_what_handlers_trace(collector: Collector, tmp_path: Path) -> None:
    """A span of a handler's own is exported, within the attempt's, before the process ends."""
    given = environment(**collector.variables(OTEL_BSP_SCHEDULE_DELAY="60000"))
    subprocess.run([sys.executable, "-c", HANDLER], cwd=tmp_path, env=given, check=True)
    (attempt,), (call,) = collector.spans("process"), collector.spans("call")
    assert (attempt.trace, attempt.span) == (call.trace, call.parent)


@pytest.mark.parametrize(
    ("variables", "name"),
    [
        ({}, "receiver"),
        ({"OTEL_SERVICE_NAME": "mine"}, "mine"),
        ({"OTEL_RESOURCE_ATTRIBUTES": "service.name=ours"}, "ours"),
    ],
)
def test_name(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], name: str) -> None:
    """The service is called what the variables say, and something sensible if they do not."""
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)
    provider = provider_of(InMemorySpanExporter())
    provider.shutdown()
    assert name == provider.resource.attributes[SERVICE_NAME]


@pytest.mark.parametrize(("share", "expected"), [("0", 0), ("1", 100)])
def test_share(monkeypatch: pytest.MonkeyPatch, share: str, expected: int) -> None:
    """As many are exported as the variables say."""
    monkeypatch.setenv("OTEL_TRACES_SAMPLER", "parentbased_traceidratio")
    monkeypatch.setenv("OTEL_TRACES_SAMPLER_ARG", share)
    exporter = InMemorySpanExporter()
    provider = provider_of(exporter)
    for _ in range(100):
        with OpenTelemetry(provider).request((delivery(),)):
            pass
    provider.force_flush()
    provider.shutdown()
    assert expected == len(exporter.get_finished_spans())
