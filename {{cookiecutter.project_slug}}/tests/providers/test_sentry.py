"""Sentry: the exact bytes are signed, and the header with the time is not."""

import hmac
import json
from hashlib import sha256

import pytest

from fake import message
from receiver.deliveries import Delivery
from receiver.errors import SignatureInvalid
from senders import SECRET, sender

BODY = b'{"action":"created","n":1.0}'
USUAL = {"Sentry-Hook-Resource": "issue", "Request-ID": "r1"}


def received(headers: dict[str, str], body: bytes = BODY, signed: bytes = BODY) -> Delivery:
    """Have a body received, with the signature of what was signed."""
    digest = hmac.digest(SECRET.encode(), signed, "sha256").hex()
    sent = message({"Sentry-Hook-Signature": digest, **headers}, body)
    (delivery,) = sender("sentry").receive(sent, 0).deliveries
    return delivery


def test_event() -> None:
    """The event is the resource and the action."""
    assert ("r1", "issue.created") == (received(USUAL).id, received(USUAL).event)
    assert (sha256(BODY).hexdigest(), "unknown") == (received({}).id, received({}).event)


def test_written_anew() -> None:
    """The JSON written anew, as the documentation's sample does in Python, does not fit."""
    with pytest.raises(SignatureInvalid):
        received(USUAL, json.dumps(json.loads(BODY)).encode())


@pytest.mark.parametrize("stamp", ["", "1", "9" * 5000, "nan"])
def test_timestamp(stamp: str) -> None:
    """The header with the time is nobody's word, and is not looked at."""
    assert "r1" == received({**USUAL, "Sentry-Hook-Timestamp": stamp}).id
