"""Spans: who traces is told here what a request and an attempt come to, and how long they take.

Nobody is, unless a tracer is chosen; then there is nothing to tell and nothing is done.
"""

from types import TracebackType
from typing import Protocol, Self

from receiver.deliveries import Delivery

Deliveries = tuple[Delivery, ...]


class Span(Protocol):
    """One request or one attempt, the current one of its task while the block runs."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End; what was raised is no outcome, and goes on."""

    def carried(self, deliveries: Deliveries) -> Deliveries:
        """Return deliveries with the traceparent by which whoever handles them finds the span."""

    def tell(
        self,
        outcome: str,
        *,
        status: int = 0,
        key: int | None = None,
        cause: str = "",
        where: str = "",
    ) -> None:
        """Tell what has come of it: neither a payload nor an error's message is among that.

        `status` is the answer's, `key` that of a delivery that is new; `cause` is the class of
        a handler's error and `where` the file and line that raised it.
        """


class Spans(Protocol):
    """Who traces."""

    def request(self, deliveries: Deliveries) -> Span:
        """Return the span of the request that brought these, whose signature was verified."""

    def attempt(self, delivery: Delivery, handler: str) -> Span:
        """Return the span of one run of a handler, for a delivery that any process has stored."""


class NoSpan:
    """The span of who does not trace."""

    def __enter__(self) -> Self:
        """Do nothing."""
        return self

    def __exit__(self, *_: object) -> None:
        """Do nothing."""

    def carried(self, deliveries: Deliveries) -> Deliveries:
        """Return them as they are."""
        return deliveries

    def tell(self, outcome: str, **_: object) -> None:
        """Do nothing."""


class NoSpans:
    """Who does not trace."""

    def __init__(self) -> None:
        self._span = NoSpan()

    def request(self, _deliveries: Deliveries) -> Span:
        """Return a span of nothing."""
        return self._span

    def attempt(self, _delivery: Delivery, _handler: str) -> Span:
        """Return a span of nothing."""
        return self._span


NO_SPANS: Spans = NoSpans()
