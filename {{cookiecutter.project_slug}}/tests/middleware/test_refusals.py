"""What the signature middleware refuses, with which status, and how that is counted."""

from typing import Any

import pytest
from structlog.testing import capture_logs

from behind import NOW, Behind
from fake import signed
from wire import Exchange

HEADERS = signed(now=NOW)
CASES: dict[str, tuple[dict[str, Any], int, str]] = {
    "unknown source": ({"path": "/webhooks/nobody"}, 404, "unknown_source"),
    "no source": ({"path": "/webhooks/"}, 404, "unknown_source"),
    "other case": ({"path": "/webhooks/Fake"}, 404, "unknown_source"),
    "deeper path": ({"path": "/webhooks/fake/more"}, 404, "unknown_source"),
    "method": ({"method": "GET"}, 405, "method"),
    "method in lower case": ({"method": "post"}, 405, "method"),
    "gzip": ({"headers": HEADERS | {"Content-Encoding": "gzip"}}, 415, "encoded"),
    "several codings": (
        {"headers": HEADERS | {"Content-Encoding": "identity, br"}},
        415,
        "encoded",
    ),
    "no signature": ({"headers": {}}, 401, "signature"),
    "other body": ({"chunks": [b"{} "]}, 401, "signature"),
    "no JSON": ({"chunks": [b"x"], "headers": signed(b"x", now=NOW)}, 400, "malformed"),
    "stale": ({"headers": signed(now=NOW - 301)}, 401, "timestamp"),
    "future": ({"headers": signed(now=NOW + 301)}, 401, "timestamp"),
    "no id": ({"headers": HEADERS | {"Fake-Id": ""}}, 400, "malformed"),
    "no event": ({"headers": HEADERS | {"Fake-Event": ""}}, 400, "malformed"),
    "folded type": ({"headers": HEADERS | {"Content-Type": "a/b, c/d"}}, 400, "malformed"),
}


async def sent(behind: Behind, **changed: Any) -> Exchange:  # noqa: ANN401 - as `exchange` takes them
    """Send a request that would be accepted if nothing about it was changed."""
    return await behind.get(**{"headers": HEADERS, **changed})


@pytest.mark.parametrize(("changed", "status", "reason"), CASES.values(), ids=CASES)
async def test_refused(changed: dict[str, Any], status: int, reason: str) -> None:
    """The status is that of the policy, nothing gets past, and the refusal is counted."""
    behind = Behind()
    done = await sent(behind, **changed)
    assert (status, []) == (done.status, behind.accepted)
    label = "unknown" if status == 404 else "fake"
    assert 1.0 == behind.counted("webhook_rejected_total", source=label, reason=reason)


async def test_method() -> None:
    """A wrong method hears of the right one, and its body is not read."""
    for method in ("GET", "HEAD", "PUT", "OPTIONS", "DELETE"):
        done = await sent(Behind(), method=method)
        assert ("POST", 0) == (done.header("allow"), done.pulled)


async def test_identity() -> None:
    """The coding that is none is no coding."""
    assert 202 == (await sent(Behind(), headers=HEADERS | {"Content-Encoding": "Identity"})).status


async def test_nothing_of_the_request_is_told() -> None:
    """Neither the answer nor the log holds what came: body, signature, path or header."""
    with capture_logs() as logs:
        for changed, _, _ in CASES.values():
            headers = dict(changed.get("headers", HEADERS)) | {"X": "canary"}
            path = changed.get("path", "/webhooks/fake").replace("nobody", "canary")
            done = await sent(Behind(), **changed | {"headers": headers, "path": path})
            assert b"canary" not in done.body
            assert HEADERS["Fake-Signature"].encode() not in done.body
    assert len(CASES) == len(logs)
    assert "canary" not in str(logs)
    assert HEADERS["Fake-Signature"] not in str(logs)
