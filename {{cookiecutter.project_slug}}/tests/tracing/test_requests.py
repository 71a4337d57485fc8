"""The span of a request: in whose trace it is, and what it tells."""

import pytest
from opentelemetry.trace import SpanKind, StatusCode
from starlette.testclient import TestClient

from fake import delivery, signed
from receiver import Delivery
from receiver.errors import PayloadInvalid, ReceiverError, Unavailable
from receiver.storage import reading
from receiver.storage.engine import Database
from tracing.memory import PARENT, SENT, TRACE, Memory, context_of, told, traceparent_of

CANARY = "canary"


def kept(database: Database, key: int = 1) -> Delivery:
    """Return a delivery as the inbox has it."""
    with database.snapshot() as connection:
        found = reading.one(connection, key)
    assert found
    return found.delivery


def test_in_the_senders_trace(database: Database, database_url: str) -> None:
    """The request is within the sender's span, and the delivery keeps the request's."""
    memory = Memory()
    with TestClient(memory.app(database_url, workers=0)) as client:
        client.post("/webhooks/fake", content=b"{}", headers=signed() | {"traceparent": SENT})
    (span,) = memory.named("POST")
    assert span.parent
    assert (int(TRACE, 16), int(PARENT, 16)) == (span.parent.trace_id, span.parent.span_id)
    assert int(TRACE, 16) == context_of(span).trace_id
    assert (traceparent_of(span), TRACE) == (kept(database).traceparent, kept(database).trace_id)


@pytest.mark.parametrize("sent", [None, "é" * 500])
def test_in_a_trace_of_its_own(database: Database, database_url: str, sent: str | None) -> None:
    """Where the sender names no trace, or nothing that could be one, there is a new one."""
    memory = Memory()
    more = {} if sent is None else {"traceparent": sent}
    headers = [
        (name.encode(), value.encode("latin-1")) for name, value in (signed() | more).items()
    ]
    with TestClient(memory.app(database_url, workers=0)) as client:
        assert 202 == client.post("/webhooks/fake", content=b"{}", headers=headers).status_code
    (span,) = memory.named("POST")
    assert (None, traceparent_of(span)) == (span.parent, kept(database).traceparent)


def test_two_traceparents(database_url: str) -> None:
    """Of two, none is believed."""
    memory = Memory()
    headers = [*signed().items(), ("traceparent", SENT), ("traceparent", SENT)]
    with TestClient(memory.app(database_url, workers=0)) as client:
        assert 202 == client.post("/webhooks/fake", content=b"{}", headers=headers).status_code
    assert [None] == [each.parent for each in memory.named("POST")]


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


def test_unverified(database_url: str) -> None:
    """Who has no secret makes no span, whatever is sent; nor does a question."""
    memory = Memory()
    with TestClient(memory.app(database_url)) as client:
        forged = signed(secret="another-one-0123456789") | {"traceparent": SENT}
        answers = [
            client.post("/webhooks/fake", content=b"{}", headers=forged),
            client.post("/webhooks/other", content=b"{}", headers=signed()),
            client.get("/livez", headers={"traceparent": SENT}),
        ]
    assert [401, 404, 200] == [each.status_code for each in answers]
    assert [] == memory.named("")


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


def test_batch() -> None:
    """The deliveries of one message share its request's span, which says how many they are."""
    memory, batch = Memory(), (delivery("a"), delivery("b"))
    with memory.spans().request(batch) as request:
        carried = request.carried(batch)
    (span,) = memory.named("POST")
    assert 2 == told(span)["messaging.batch.message_count"]
    assert [traceparent_of(span)] * 2 == [each.traceparent for each in carried]


def test_begins_when_it_was_received() -> None:
    """It began when the body was complete, before its signature was looked at."""
    memory, received = Memory(), delivery()
    with memory.spans().request((received,)):
        pass
    (span,) = memory.named("POST")
    assert int(received.received_at.timestamp() * 1e9) == span.start_time
