"""A collector: it takes what is exported over OTLP, and shows it; or it does not take it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


@dataclass(frozen=True)
class Taken:
    """A span as the collector has got it; ids are hex digits, `links` those of spans."""

    service: str
    name: str
    trace: str
    span: str
    parent: str
    links: tuple[tuple[str, str], ...]
    attributes: dict[str, Any]
    events: tuple[str, ...]
    is_error: bool

    @property
    def outcome(self) -> str:
        """Return what came of it."""
        return str(self.attributes.get("webhook.outcome"))


class Collector:
    """What was exported; it answers with `status`, and with nothing while it is not `open`."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.status = 200
        self.open = Event()
        self.open.set()
        self.requests: list[bytes] = []

    def spans(self, name: str = "") -> list[Taken]:
        """Return the spans whose names begin so, in the order of their beginnings."""
        found = [each for request in [*self.requests] for each in _spans(request)]
        found.sort(key=lambda each: each[0])
        return [taken for _, taken in found if taken.name.startswith(name)]

    def variables(self, service: str = "receiver", **more: str) -> dict[str, str]:
        """Return the variables with which a process exports to here, and soon."""
        return {
            "OTEL_EXPORTER_OTLP_ENDPOINT": self.url,
            "OTEL_SERVICE_NAME": service,
            "OTEL_BSP_SCHEDULE_DELAY": "100",
        } | more


@contextmanager
def collecting() -> Iterator[Collector]:
    """Run a collector."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        server.collector = collector = Collector(server.server_port)  # type: ignore[attr-defined]
        Thread(target=server.serve_forever, daemon=True).start()
        yield collector
        collector.open.set()
        server.shutdown()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        collector: Collector = self.server.collector  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["Content-Length"]))
        collector.open.wait()
        if self.path == "/v1/traces" and collector.status < 300:
            collector.requests.append(body)
        self.send_response(collector.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _spans(body: bytes) -> Iterator[tuple[int, Taken]]:
    """Yield each span of a request, after the moment at which it began."""
    for group in ExportTraceServiceRequest.FromString(body).resource_spans:
        service = _values(group.resource.attributes)["service.name"]
        for each in (span for scope in group.scope_spans for span in scope.spans):
            taken = Taken(
                service=service,
                name=each.name,
                trace=each.trace_id.hex(),
                span=each.span_id.hex(),
                parent=each.parent_span_id.hex(),
                links=tuple((link.trace_id.hex(), link.span_id.hex()) for link in each.links),
                attributes=_values(each.attributes),
                events=tuple(event.name for event in each.events),
                is_error=each.status.code == each.status.STATUS_CODE_ERROR,
            )
            yield each.start_time_unix_nano, taken


def _values(pairs: Any) -> dict[str, Any]:  # noqa: ANN401 - protobuf's
    """Return attributes."""
    return {pair.key: getattr(pair.value, pair.value.WhichOneof("value")) for pair in pairs}
