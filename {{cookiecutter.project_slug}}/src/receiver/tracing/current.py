"""The current span: found by whatever its block calls, and told what has come of that."""

from dataclasses import replace
from types import TracebackType
from typing import Self

from opentelemetry import context
from opentelemetry.trace import Span, StatusCode, set_span_in_context

from receiver.errors import ReceiverError
from receiver.spans import Deliveries

OUR_TROUBLE = 500
"""From this status on an answer is an error of ours; below, by convention, it is none."""


class Current:
    """A span that is the current one while the block runs."""

    def __init__(self, span: Span) -> None:
        self._span = span

    def __enter__(self) -> Self:
        """Begin."""
        self._token = context.attach(set_span_in_context(self._span))
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        """End."""
        context.detach(self._token)
        if error is not None:
            self._raised(error)
        self._span.end()

    def carried(self, deliveries: Deliveries) -> Deliveries:
        """Return deliveries whose traceparent is the span's own."""
        its = self._span.get_span_context()
        traceparent = f"00-{its.trace_id:032x}-{its.span_id:016x}-{its.trace_flags:02x}"
        return tuple(replace(each, traceparent=traceparent) for each in deliveries)

    def tell(
        self,
        outcome: str,
        *,
        status: int = 0,
        key: int | None = None,
        cause: str = "",
        where: str = "",
    ) -> None:
        """Tell what has come of it."""
        facts: dict[str, str | int] = {"webhook.outcome": outcome}
        if status:
            facts["http.response.status_code"] = status
        if key is not None:
            facts["webhook.delivery.key"] = key
        self._span.set_attributes(facts)
        if cause:
            self._failed(cause)
            self._span.add_event("exception", {"exception.type": cause, **_place(where)})

    def _failed(self, cause: str) -> None:
        self._span.set_attribute("error.type", cause)
        self._span.set_status(StatusCode.ERROR)

    def _raised(self, error: BaseException) -> None:
        self.tell("interrupted")
        self._span.set_attribute("error.type", type(error).__name__)


class Request(Current):
    """The span of a request."""

    def _raised(self, error: BaseException) -> None:
        """Tell of a refusal by its reason, as metrics do; of what is none, that it is a bug."""
        if not isinstance(error, ReceiverError):
            self._failed(type(error).__name__)
            return
        self.tell("refused", status=error.status)
        self._span.set_attribute("error.type", error.reason)
        if error.status >= OUR_TROUBLE:
            self._span.set_status(StatusCode.ERROR)


def _place(where: str) -> dict[str, str | int]:
    """Return the place of a line written as ``file.py:12``."""
    file, _, line = where.rpartition(":")
    return {"code.file.path": file, "code.line.number": int(line)} if line.isdecimal() else {}
