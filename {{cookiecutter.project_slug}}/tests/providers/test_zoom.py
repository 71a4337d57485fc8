"""Zoom: a validation that only the secret can answer, and times in seconds or milliseconds."""

import hmac
import json
from hashlib import sha256

import pytest

from fake import message
from receiver.errors import SignatureInvalid, TimestampOutside
from receiver.handshakes import Reply
from receiver.messages import Message
from receiver.providers.zoom import PROVIDER
from receiver.services.verification import Source
from receiver.trust import Trust
from senders import SECRET, sender

NOW = 1_760_000_000
VALIDATION = b'{"event": "endpoint.url_validation", "payload": {"plainToken": "q\\u00e9"}}'


def sent(body: bytes, at: str = f"{NOW}", secret: str = SECRET) -> Message:
    """Return a body signed as Zoom does."""
    digest = hmac.digest(secret.encode(), b"v0:%s:%s" % (at.encode(), body), "sha256").hex()
    return message({"x-zm-signature": f"v0={digest}", "x-zm-request-timestamp": at}, body)


def test_validation() -> None:
    """The token comes back with its HMAC, by the one of the secrets that asked."""
    source = Source("zoom", "zoom", PROVIDER, Trust(keys=(SECRET.encode(), b"older")))
    for secret in (SECRET, "older"):
        reply = source.receive(sent(VALIDATION, secret=secret), NOW)
        digest = hmac.digest(secret.encode(), "qé".encode(), "sha256").hex()
        assert isinstance(reply, Reply)
        assert {"plainToken": "qé", "encryptedToken": digest} == json.loads(reply.body)


def test_unsigned_validation() -> None:
    """Nobody else is told an HMAC of what he likes."""
    with pytest.raises(SignatureInvalid):
        sender("zoom").source().receive(message({}, VALIDATION), NOW)


def test_no_token() -> None:
    """Without a token it is a delivery like others, and its digest the id."""
    body = b'{"event": "endpoint.url_validation"}'
    (delivery,) = sender("zoom").receive(sent(body), NOW).deliveries
    expected = (sha256(body).hexdigest(), "endpoint.url_validation")
    assert expected == (delivery.id, delivery.event)


@pytest.mark.parametrize("at", [f"{NOW - 300}", f"{NOW + 300}", f"{NOW}123", f"{NOW - 300}000"])
def test_times(at: str) -> None:
    """Seconds and milliseconds are told apart by their length."""
    assert sender("zoom").receive(sent(b"{}", at), NOW).deliveries


@pytest.mark.parametrize("at", [f"{NOW - 301}", f"{NOW + 300}001", f"{NOW}00", f"{NOW}000000"])
def test_other_times(at: str) -> None:
    """Neither is good for longer, and nothing between or beyond is a time of now."""
    with pytest.raises(TimestampOutside):
        sender("zoom").receive(sent(b"{}", at), NOW)
