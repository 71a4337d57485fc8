"""Spans of who does not trace: nothing is told, and deliveries are what they were."""

from fake import delivery
from receiver.spans import NO_SPANS


def test_request() -> None:
    """A request's span changes nothing, whatever it is told."""
    received = (delivery(traceparent="00-a-b-01"),)
    with NO_SPANS.request(received) as span:
        carried = span.carried(received)
        span.tell("accepted", status=202, key=1)
    assert carried is received


def test_attempt() -> None:
    """Nor does that of an attempt."""
    with NO_SPANS.attempt(delivery(), "handler") as span:
        span.tell("failed", cause="LookupError", where="a.py:1")
    assert NO_SPANS.attempt(delivery(), "other") is span
