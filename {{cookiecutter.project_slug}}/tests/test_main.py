"""The application as a whole: the middleware in its order, and deliveries from end to end."""

import threading

import pytest
from starlette.testclient import TestClient
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from fake import parts, signed
from receiver import Delivery, on
from receiver.main import create_app
from receiver.storage import reading
from receiver.storage.engine import Database


def test_received_and_handled(database_url: str) -> None:
    """A signed delivery is answered, and its handler gets it."""
    handled: list[str] = []
    done = threading.Event()

    @on("fake", "ping")
    async def handle(delivery: Delivery) -> None:
        handled.append(delivery.id)
        done.set()

    with TestClient(create_app(parts([handle], database_url=database_url))) as client:
        answer = client.post("/webhooks/fake", content=b"{}", headers=signed(delivery_id="a"))
        assert done.wait(5)
    assert (202, ["a"]) == (answer.status_code, handled)


def test_a_refusal_is_a_problem_with_a_request_id(database_url: str) -> None:
    """Whatever is refused has a request id, in the answer and in the log."""
    app = create_app(parts(database_url=database_url))
    with TestClient(app) as client, capture_logs(processors=[merge_contextvars]) as logs:
        answer = client.post("/webhooks/fake", headers={"X-Request-Id": "r-1"})
    assert 401 == answer.status_code
    assert ("application/problem+json", "r-1") == (
        answer.headers["content-type"],
        answer.headers["x-request-id"],
    )
    refusals = [line for line in logs if line["event"] == "delivery.rejected"]
    assert [("r-1", "fake", 401, "signature")] == [
        (line["request_id"], line["source"], line["status"], line["reason"]) for line in refusals
    ]


def test_unverified_is_not_stored(database: Database, database_url: str) -> None:
    """An unsigned request under an id leaves that id to the delivery that will have it."""
    with TestClient(create_app(parts(database_url=database_url))) as client:
        unsigned = signed(delivery_id="a") | {"Fake-Signature": "t=1,v1=00"}
        answers = [
            client.post("/webhooks/fake", content=b"{}", headers=headers).status_code
            for headers in (unsigned, signed(delivery_id="a"))
        ]
    assert [401, 202] == answers
    with database.snapshot() as connection:
        assert 1 == len(reading.newest(connection, 5))


def test_documentation(database_url: str) -> None:
    """The service documents itself, and the documents name its sources."""
    with TestClient(create_app(parts(database_url=database_url))) as client:
        document = client.get("/openapi.json").json()
        assert 200 == client.get("/docs").status_code
    assert {"/webhooks/fake", "/livez", "/healthz", "/readyz", "/metrics"} == set(document["paths"])


@pytest.mark.parametrize("path", ["/nothing", "/webhooks", "/favicon.ico"])
def test_nothing_there(database_url: str, path: str) -> None:
    """What is not there is a plain 404."""
    with TestClient(create_app(parts(database_url=database_url))) as client:
        assert 404 == client.get(path).status_code
