"""`/metrics`: what the service counts, in labels that stay few whatever is sent."""

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from fake import parts, signed
from receiver import Delivery, on
from receiver.main import create_app

NAMES = {
    "webhook_received",
    "webhook_rejected",
    "webhook_handshakes",
    "webhook_ack_seconds",
    "webhook_inbox_depth",
    "webhook_inbox_oldest_pending_seconds",
    "webhook_attempts",
    "webhook_signature_verified",
    "webhook_last_received_timestamp",
    "webhook_sweeper_recovered",
    "http_requests",
}
LABELS = {"source", "outcome", "reason", "state", "handler", "key", "le", "method", "status"}


def test_all_of_them(database_url: str) -> None:
    """Each metric that the documentation names is there."""
    with TestClient(create_app(parts(database_url=database_url))) as client:
        client.post("/webhooks/fake", content=b"{}", headers=signed())
        answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert NAMES <= {each.name for each in text_string_to_metric_families(answer.text)}


def test_depth(database_url: str) -> None:
    """The inbox's depth is there for each state but done, from the start."""
    with TestClient(create_app(parts(database_url=database_url))) as client:
        text = client.get("/metrics").text
    depths = [line for line in text.splitlines() if line.startswith("webhook_inbox_depth")]
    assert [
        'webhook_inbox_depth{state="received"} 0.0',
        'webhook_inbox_depth{state="processing"} 0.0',
        'webhook_inbox_depth{state="retrying"} 0.0',
        'webhook_inbox_depth{state="dead"} 0.0',
        'webhook_inbox_depth{state="unhandled"} 0.0',
        'webhook_inbox_depth{state="ignored"} 0.0',
    ] == depths


def test_labels(database_url: str) -> None:
    """No label holds what a sender can choose: no id, no event, no path, no unknown source."""

    @on("fake")
    async def handle(_delivery: Delivery) -> None: ...

    with TestClient(create_app(parts([handle], database_url=database_url))) as client:
        for number in range(3):
            headers = signed(delivery_id=f"canary-{number}", event=f"canary.{number}")
            client.post("/webhooks/fake?canary=1", content=b"{}", headers=headers)
            client.post(f"/webhooks/canary-{number}", content=b"{}", headers=headers)
            client.get(f"/canary/{number}", headers={"X-Request-Id": "canary"})
        text = client.get("/metrics").text
    assert "canary" not in text
    samples = [each for family in text_string_to_metric_families(text) for each in family.samples]
    own = [each for each in samples if each.name.startswith("webhook_")]
    assert {name for each in own for name in each.labels} <= LABELS
    assert 3.0 == sum(each.value for each in own if each.name == "webhook_rejected_total")


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all.sqlite3"])
def test_database_gone(url: str) -> None:
    """While the database is gone, the other metrics are there: now they are needed most."""
    with TestClient(create_app(parts(database_url=url))) as client:
        client.post("/webhooks/fake", content=b"{}", headers=signed())
        answer = client.get("/metrics")
    assert 200 == answer.status_code
    assert 'webhook_rejected_total{reason="unavailable",source="fake"} 1.0' in answer.text
    assert 'webhook_inbox_depth{state="received"} NaN' in answer.text
