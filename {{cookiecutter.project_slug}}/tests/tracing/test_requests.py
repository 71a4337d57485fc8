"""The span of a request: in whose trace it is, and that strangers make none."""

import pytest
from starlette.testclient import TestClient

from fake import delivery, signed
from receiver import Delivery
from receiver.storage import reading
from receiver.storage.engine import Database
from tracing.memory import PARENT, SENT, TRACE, Memory, context_of, told, traceparent_of


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


def test_batch() -> None:
    """The deliveries of one message share its request's span, which says how many they are."""
    memory, batch = Memory(), (delivery("a"), delivery("b"))
    with memory.spans().request(batch) as request:
        carried = request.carried(batch)
    (span,) = memory.named("POST")
    assert 2 == told(span)["messaging.batch.message_count"]
    assert [traceparent_of(span)] * 2 == [each.traceparent for each in carried]
