"""Stamps: a line of the log names the trace and the span that were current when it was written."""

from typing import TYPE_CHECKING

from opentelemetry.trace import get_current_span

if TYPE_CHECKING:
    from structlog.typing import EventDict, WrappedLogger


def stamp(_logger: "WrappedLogger", _level: str, line: "EventDict") -> "EventDict":
    """Add both, if a span is current."""
    its = get_current_span().get_span_context()
    if its.is_valid:
        line["trace_id"], line["span_id"] = f"{its.trace_id:032x}", f"{its.span_id:016x}"
    return line
