"""No payload, secret or signature is in any log line, label or answer, whatever goes wrong."""

import pytest
from pydantic import BaseModel
from starlette.testclient import TestClient
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from fake import SECRET, parts, signed
from receiver import Delivery, GiveUp, RetryLater, on
from receiver.main import create_app

BODY = b'{"user_id": "canary-body"}'


class Signup(BaseModel):
    """What the payload here does not fit."""

    user_id: int


@on("fake", "misfit")
async def misfit(_delivery: Delivery, _payload: Signup) -> None:
    """Ask for another payload."""


@on("fake", "fails")
async def fail(delivery: Delivery) -> None:
    """Quote the payload in an error."""
    raise LookupError(delivery.body)


@on("fake", "later")
async def later(delivery: Delivery) -> None:
    """Quote the payload in asking for more time."""
    raise RetryLater(5, str(delivery.body))


@on("fake", "never")
def never(delivery: Delivery) -> None:
    """Quote the payload in giving up."""
    raise GiveUp(str(delivery.json()))


HANDLERS = (misfit, fail, later, never)


def settled(client: TestClient) -> str:
    """Return the metrics once nothing waits to be handled."""
    for _ in range(500):
        text: str = client.get("/metrics").text
        if all(f'="{state}"}} 0.0' in text for state in ("received", "processing")):
            return text
    raise AssertionError(text)


@pytest.mark.parametrize(
    ("event", "end"),
    [
        ("misfit", "attempt.dead"),
        ("fails", "attempt.failed"),
        ("later", "attempt.failed"),
        ("never", "attempt.dead"),
        ("nobody", "delivery.unhandled"),
    ],
)
def test_handled(database_url: str, event: str, end: str) -> None:
    """What a handler does with a delivery tells nothing of it, and no header is told either."""
    headers = signed(BODY, event=event) | {"X-Own": "canary-header", "Cookie": "canary-cookie"}
    app = create_app(parts(HANDLERS, database_url=database_url, retry_base=60, retry_cap=60))
    with capture_logs(processors=[merge_contextvars]) as logs, TestClient(app) as client:
        answer = client.post("/webhooks/fake?x=canary-query", content=BODY, headers=headers)
        metrics = settled(client)
    told = f"{logs} {metrics} {answer.text} {answer.headers}"
    assert {"delivery.accepted", end} <= {line["event"] for line in logs}
    for hidden in ("canary", SECRET, headers["Fake-Signature"]):
        assert hidden not in told
