"""No payload, secret or signature is told when a delivery is refused, or cannot be stored."""

from starlette.testclient import TestClient
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from fake import SECRET, parts, signed
from receiver.main import create_app

BODY = b'{"user_id": "canary-body"}'


def test_refused(database_url: str) -> None:
    """Neither does a refusal, whatever was wrong."""
    headers = signed(BODY) | {"X-Own": "canary-header"}
    app = create_app(parts(database_url=database_url))
    with TestClient(app) as client, capture_logs(processors=[merge_contextvars]) as logs:
        answers = [
            client.post(f"/webhooks/{path}", content=body, headers=headers | changed)
            for path, body, changed in [
                ("fake", BODY + b" ", {}),
                ("canary-path", BODY, {}),
                ("fake", BODY, {"Content-Encoding": "canary"}),
                ("fake", BODY, {"Fake-Signature": "canary"}),
                ("fake", BODY, {"Fake-Id": "canary" * 100}),
                ("fake", b"canary", signed(b"canary")),
            ]
        ]
        metrics = client.get("/metrics").text
    assert [401, 404, 415, 401, 400, 400] == [answer.status_code for answer in answers]
    told = f"{logs} {metrics} {[(each.text, each.headers) for each in answers]}"
    for hidden in ("canary", SECRET, headers["Fake-Signature"]):
        assert hidden not in told


def test_database_in_trouble() -> None:
    """Nor does a database that fails, whose errors quote the statement's parameters."""
    app = create_app(parts(database_url="sqlite:///without-tables.sqlite3"))
    with capture_logs(processors=[merge_contextvars]) as logs, TestClient(app) as client:
        answer = client.post("/webhooks/fake", content=BODY, headers=signed(BODY))
    assert 503 == answer.status_code
    assert "canary" not in f"{logs} {answer.text}"
