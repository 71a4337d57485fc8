"""Contents: each delivery of a message with its exact bytes, and nothing that is secret."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fake import PROVIDER
from kinds import KINDS
from receiver.deliveries import Delivery
from receiver.errors import Malformed
from receiver.headers import Header
from receiver.messages import Message
from receiver.places import Json
from receiver.providers.base import Provider
from receiver.services.contents import Contents
from receiver.signatures.signing import encoded

NOW = 1_760_000_000.25
TRACE = f"00-{'ab' * 16}-{'cd' * 8}-01"
HEADERS = {"Fake-Id": "1", "Fake-Event": "ping"}


def held(
    provider: Provider = PROVIDER, body: bytes = b"{}", /, **headers: str
) -> tuple[Delivery, ...]:
    """Return what a message with these headers holds."""
    sent = HEADERS | {name.replace("_", "-"): value for name, value in headers.items()}
    message = Message("POST", "", encoded(sent), body)
    return Contents("fake_eu", "fake", provider).deliveries(message, NOW)


def test_delivery() -> None:
    """A delivery says from whom it came, when, as what, and what exactly."""
    (found,) = held(PROVIDER, b' {"a": "\\u00e9"}\r\n', Content_Type="application/json")
    assert found == Delivery(
        source="fake_eu",
        provider="fake",
        id="1",
        event="ping",
        body=b' {"a": "\\u00e9"}\r\n',
        content_type="application/json",
        headers={"fake-id": "1", "fake-event": "ping", "content-type": "application/json"},
        received_at=datetime.fromtimestamp(NOW, UTC),
    )


@pytest.mark.parametrize(("sent", "kept"), [(TRACE, TRACE), ("00-0-0-01", None), ("", None)])
def test_trace(sent: str, kept: str | None) -> None:
    """A delivery has the trace that its message came in, if that is one."""
    assert [kept] == [each.traceparent for each in held(traceparent=sent)]


def test_request() -> None:
    """Each delivery of a message has the id of its request."""
    body = b'[{"id": "a", "event": "x"}, {"id": "b", "event": "x"}]'
    message = Message("POST", "", encoded(HEADERS), body, "7f3a")
    found = Contents("fake_eu", "fake", KINDS["batch"]).deliveries(message, NOW)
    assert [("a", "7f3a"), ("b", "7f3a")] == [(each.id, each.request_id) for each in found]


@pytest.mark.parametrize("kind", ["fake", "numbered", "bearer", "either", "published"])
def test_headers_that_are_kept(kind: str) -> None:
    """Neither the signature, wherever it stands, nor a credential is kept."""
    canaries = dict.fromkeys(("Authorization", "Cookie", "Proxy_Authorization"), "canary")
    place = KINDS[kind].scheme
    names = (
        "Fake_Signature",
        "Fake_Signature_1",
        "Fake_Signature_22",
        "Key",
        "Published_Signature",
    )
    hidden = [each for each in names if place.hides(each.lower().replace("_", "-").encode())]
    (found,) = held(KINDS[kind], **canaries, **dict.fromkeys(hidden, "canary"), X="kept")
    assert {"fake-id": "1", "fake-event": "ping", "x": "kept"} == found.headers


@pytest.mark.parametrize("body", [b"", b"no JSON", b"\xff", b"a=b"])
def test_json_where_it_is_due(body: bytes) -> None:
    """A provider that sends JSON sends nothing else; another may send anything."""
    with pytest.raises(Malformed):
        held(PROVIDER, body)
    assert body == held(replace(PROVIDER, body="any"), body)[0].body


def test_once() -> None:
    """What the sender never uses twice is kept with the delivery."""
    assert "nonce" == held(replace(PROVIDER, once=Header("Once")), Once="nonce")[0].once


@pytest.mark.parametrize("value", ["", "x" * 256, "a\x00b", "\ud800"])
def test_once_that_cannot_be_kept(value: str) -> None:
    """Without it, or with one that no database could hold, the message is malformed."""
    with pytest.raises(Malformed, match="value used once"):
        held(replace(PROVIDER, once=Json("once")), json.dumps({"once": value}).encode())
