"""Answers in the sender's own terms: to deliveries, to batches, and to its questions."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from starlette.testclient import TestClient

import asking
from fake import parts, signed, source
from inboxes import keys_by_id
from kinds import KINDS
from receiver.main import create_app
from receiver.services.verification import Source


@contextmanager
def service(database_url: str, *kinds: str) -> Iterator[TestClient]:
    """Run a service with a source of each kind, named after it."""
    sources = [Source(kind, kind, KINDS[kind], source().trust) for kind in kinds]
    app = create_app(parts(sources=[*sources, asking.SOURCE], database_url=database_url))
    with TestClient(app) as client:
        yield client


@pytest.mark.parametrize(
    ("kind", "status", "body", "content_type"),
    [
        ("demanding", 201, "[accepted]", "text/plain"),
        ("silent", 204, "", None),
        ("telling", 200, "ping", "text/plain"),
    ],
)
def test_demanded(
    database_url: str, kind: str, status: int, body: str, content_type: str | None
) -> None:
    """Who demands an answer of its own gets it, for what is new and for duplicates alike."""
    headers = signed()
    with service(database_url, kind) as client:
        answers = [client.post(f"/webhooks/{kind}", content=b"{}", headers=headers) for _ in "ab"]
        metrics = client.get("/metrics").text
    assert [(status, body, content_type)] * 2 == [
        (each.status_code, each.text, each.headers.get("content-type")) for each in answers
    ]
    for outcome in ("accepted", "duplicate"):
        labels = f'outcome="{outcome}",source="{kind}"'
        assert "webhook_received_total{" + labels + "} 1.0" in metrics


def test_rejection(database_url: str) -> None:
    """Who gives up only at one status is refused with that."""
    with service(database_url, "demanding") as client:
        answer = client.post("/webhooks/demanding", content=b"other", headers=signed())
    assert (406, "Not Acceptable", 406) == (
        answer.status_code,
        answer.json()["title"],
        answer.json()["status"],
    )


def post_batch(client: TestClient, *ids: str) -> tuple[int, object]:
    """Send a batch, and return the answer."""
    batch = json.dumps([{"id": each, "event": f"e.{each}"} for each in ids]).encode()
    answer = client.post("/webhooks/batch", content=batch, headers=signed(batch))
    return answer.status_code, answer.json()


def test_batch(database_url: str) -> None:
    """A batch is answered as a whole, and tells of each delivery."""
    with service(database_url, "batch") as client:
        first, mixed, again, single = (post_batch(client, *ids) for ids in ("ab", "ac", "abc", "d"))
    a, b, c = ({"id": each, "event": f"e.{each}"} for each in "abc")
    new, old = {"status": "accepted"}, {"status": "duplicate"}
    keys = keys_by_id(database_url)
    expected = [{**new, **each, "key": keys[each["id"]]} for each in (a, b, c)]
    assert (202, {**new, "deliveries": expected[:2]}) == first
    assert (202, {**new, "deliveries": [{**old, **a}, expected[2]]}) == mixed
    assert (200, {**old, "deliveries": [{**old, **each} for each in (a, b, c)]}) == again
    assert (202, {**new, "id": "d", "event": "e.d", "key": keys["d"]}) == single


def test_handshake(database_url: str) -> None:
    """A question gets its answer, exactly, is counted as one, and stores nothing."""
    with service(database_url) as client:
        get = client.get("/webhooks/asking", headers={"get": "t"})
        refused = client.get("/webhooks/asking", headers={"get": "other"})
        first = client.post("/webhooks/asking", content=b"", headers=signed(b"") | {"first": "t"})
        unsigned = client.post("/webhooks/asking", content=b"", headers={"first": "t"})
        metrics = client.get("/metrics").text
    assert (200, "get", "get") == (get.status_code, get.text, get.headers["x-asked"])
    assert (200, "first") == (first.status_code, first.text)
    assert [403, 401] == [refused.status_code, unsigned.status_code]
    assert 'webhook_handshakes_total{source="asking"} 2.0' in metrics
    assert 'webhook_rejected_total{reason="handshake",source="asking"} 1.0' in metrics
    assert 'webhook_received_total{outcome="accepted",source="asking"} 0.0' in metrics
    assert 'webhook_signature_verified_total{key="0",source="asking"} 0.0' in metrics
