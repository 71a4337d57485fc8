"""Nothing of options, test keys, handshakes or fetched documents is told, whatever goes wrong."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

import httpx2
import pytest
from starlette.testclient import TestClient
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

import asking
import published
from fake import message, parts, signed
from hosts import Hosts
from receiver.main import create_app
from receiver.messages import Message
from receiver.trust import Trust

Answers: TypeAlias = Mapping[str, bytes | int | Exception]
KEY = "first canary-key"
SOURCES = [
    replace(published.SOURCE, trust=Trust(options={"account": "canary-option"})),
    replace(published.SOURCE, name="tried", test_key=b"test canary-test-key"),
    replace(asking.SOURCE, trust=replace(asking.SOURCE.trust, options={"token": "canary-token"})),
]
TAKEN: Answers = {published.URL: KEY.encode(), published.API: b"canary"}
SIGNED = published.message(b'"canary-body"', key=KEY)
HELLO = published.message(b"canary-challenge", key=KEY, hello="1")
TESTED = published.message(key="test canary-test-key", url=published.TEST_URL)


def told(
    database_url: str,
    caplog: pytest.LogCaptureFixture,
    path: str,
    sent: Message,
    answers: Answers,
) -> tuple[int, set[str], str]:
    """Return the status, the log's events, and all that is told in logs, metrics and problems."""
    caplog.set_level(logging.DEBUG)
    keys = Hosts(answers).keys()
    built = replace(parts(sources=SOURCES, database_url=database_url), keys=keys)
    headers = sent.headers(bytes.decode)
    app = create_app(built)
    with capture_logs(processors=[merge_contextvars]) as logs, TestClient(app) as client:
        answer = client.post(f"/webhooks/{path}", content=sent.body, headers=headers)
        metrics = client.get("/metrics").text
    problem = answer.text if answer.is_client_error or answer.is_server_error else ""
    events = {line["event"] for line in logs}
    return answer.status_code, events, f"{logs} {metrics} {problem} {caplog.text} {answer.headers}"


CASES: list[tuple[Message, Answers, int, str]] = [
    (SIGNED, TAKEN, 202, "delivery.accepted"),
    (SIGNED, {published.URL: b"canary"}, 503, "key.unavailable"),
    (SIGNED, {published.URL: b"canary " * 9999}, 503, "key.unavailable"),
    (SIGNED, {published.URL: 500}, 503, "key.unavailable"),
    (SIGNED, {published.URL: httpx2.ConnectError("canary")}, 503, "key.unavailable"),
    (SIGNED, {published.URL: b"first canary-other"}, 401, "delivery.rejected"),
    (SIGNED, {published.URL: b"second canary-key"}, 401, "delivery.rejected"),
    (HELLO, TAKEN, 200, "handshake.answered"),
    (HELLO, {**TAKEN, published.API: 403}, 503, "handshake.unconfirmed"),
    (TESTED, TAKEN, 401, "delivery.rejected"),
]


@pytest.mark.parametrize("case", CASES)
def test_published(
    database_url: str, caplog: pytest.LogCaptureFixture, case: tuple[Message, Answers, int, str]
) -> None:
    """A key that is fetched, or cannot be, tells neither itself nor what it was fetched for."""
    sent, answers, status, event = case
    answered, events, text = told(database_url, caplog, "published", sent, answers)
    assert (status, True) == (answered, event in events)
    for hidden in ("canary", sent.headers(bytes.decode)["published-signature"]):
        assert hidden not in text


def test_test_key(database_url: str, caplog: pytest.LogCaptureFixture) -> None:
    """A test key that is trusted is not told either."""
    answered, _, text = told(database_url, caplog, "tried", TESTED, TAKEN)
    assert (202, False) == (answered, "canary" in text)


@pytest.mark.parametrize(("token", "status"), [("canary-token", 200), ("canary-other", 403)])
@pytest.mark.parametrize("question", ["open", "first"])
def test_asking(
    database_url: str, caplog: pytest.LogCaptureFixture, question: str, token: str, status: int
) -> None:
    """A handshake tells neither the token that it brings nor ours."""
    asked = message({**signed(), question: token})
    answered, _, text = told(database_url, caplog, "asking", asked, TAKEN)
    assert (status, False) == (answered, "canary" in text)
