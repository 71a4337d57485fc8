"""Tracing: who traces, if this project has that, and if its owner has said where spans go."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeAlias

from receiver.spans import NO_SPANS, Spans

if TYPE_CHECKING:
    from fastapi.telemetry import TelemetryConfig
    from structlog.typing import Processor

PACKAGE = "receiver.tracing"
"""The package that traces: who has not chosen that has it not."""

FASTAPI: "TelemetryConfig" = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "auto_configure": False,
}
"""FastAPI's own is off: it would trace whatever anybody asks for, with its path and its query, in
the trace that a stranger names."""
Opening: TypeAlias = Callable[[], AbstractContextManager[Spans]]
"""While its context is open, spans are exported from this process; opened once in each."""


@contextmanager
def untraced() -> Iterator[Spans]:
    """Trace nothing."""
    yield NO_SPANS


@dataclass(frozen=True, slots=True)
class Tracing:
    """Who traces: how that is opened, and what has a log line name the current span."""

    opened: Opening = untraced
    stamps: Sequence["Processor"] = ()


def chosen() -> Tracing:
    """Return who traces; nothing of that is imported where nobody does."""
    if find_spec(PACKAGE) is None:
        return Tracing()
    found: Tracing | None = import_module(PACKAGE).chosen()
    return found or Tracing()
