"""What the span of a request tells: when it began, and what was answered, and why."""

import pytest
from opentelemetry.trace import SpanKind, StatusCode
from starlette.testclient import TestClient

from fake import delivery, signed
from receiver.errors import PayloadInvalid, ReceiverError, Unavailable
from tracing.memory import Memory, told

CANARY = "canary"


def test_attributes(database_url: str) -> None:
    """It tells the source, the event, the key and what was answered: new, or a duplicate."""
    memory, headers = Memory(), signed(delivery_id="d-1")
    with TestClient(memory.app(database_url, workers=0)) as client:
        for _ in range(2):
            client.post("/webhooks/fake?a=b", content=b"{}", headers=headers)
    new, again = memory.named("POST")
    assert ("POST /webhooks/fake", SpanKind.SERVER) == (new.name, new.kind)
    common = {
        "http.request.method": "POST",
        "http.route": "/webhooks/fake",
        "webhook.source": "fake",
        "webhook.provider": "fake",
        "webhook.event": "ping",
    }
    accepted = {"webhook.outcome": "accepted", "http.response.status_code": 202}
    assert {**common, **accepted, "webhook.delivery.key": 1} == told(new)
    duplicate = {"webhook.outcome": "duplicate", "http.response.status_code": 200}
    assert {**common, **duplicate} == told(again)


@pytest.mark.parametrize(
    ("error", "status"),
    [(Unavailable("canary"), StatusCode.ERROR), (PayloadInvalid([]), StatusCode.UNSET)],
)
def test_refused(error: ReceiverError, status: StatusCode) -> None:
    """What is not accepted after all has its reason; it is an error where the trouble is ours."""
    memory = Memory()
    with pytest.raises(type(error)), memory.spans().request((delivery(),)):
        raise error
    (span,) = memory.named("POST")
    facts = told(span)
    assert ("refused", error.status, error.reason) == (
        facts["webhook.outcome"],
        facts["http.response.status_code"],
        facts["error.type"],
    )
    assert (status, None, ()) == (span.status.status_code, span.status.description, span.events)


def test_a_bug() -> None:
    """What is no answer at all has its class, and not what it says."""
    memory = Memory()
    with pytest.raises(LookupError), memory.spans().request((delivery(),)):
        raise LookupError(CANARY)
    (span,) = memory.named("POST")
    assert (StatusCode.ERROR, "LookupError") == (
        span.status.status_code,
        told(span)["error.type"],
    )
    assert CANARY not in span.to_json()


def test_begins_when_it_was_received() -> None:
    """It began when the body was complete, before its signature was looked at."""
    memory, received = Memory(), delivery()
    with memory.spans().request((received,)):
        pass
    (span,) = memory.named("POST")
    assert int(received.received_at.timestamp() * 1e9) == span.start_time
