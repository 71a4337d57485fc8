"""DocuSign: a numbered header for each live key, and an id that outlives an attempt."""

import hmac
import json
from base64 import b64encode
from hashlib import sha256

import pytest

from fake import message
from receiver.deliveries import Delivery
from receiver.errors import SignatureInvalid
from receiver.messages import Message
from receiver.signatures.signing import encoded
from senders import SECRET, sender

BODY = {"event": "envelope-completed", "generatedDateTime": "t", "data": {"envelopeId": "e"}}


def signature(body: bytes, secret: str = SECRET) -> str:
    """Return the signature that DocuSign makes."""
    return b64encode(hmac.digest(secret.encode(), body, "sha256")).decode()


def received(content: object) -> Delivery:
    """Have a body received."""
    body = json.dumps(content).encode()
    sent = message({"X-DocuSign-Signature-1": signature(body)}, body)
    (delivery,) = sender("docusign").receive(sent, 0).deliveries
    return delivery


@pytest.mark.parametrize("number", ["1", "2", "100"])
def test_any_number(number: str) -> None:
    """Each live key signs in a header of its own, and one of ours among them is enough."""
    headers = {
        "X-DocuSign-Signature-7": "other",
        f"x-docusign-signature-{number}": signature(b"{}"),
    }
    (delivery,) = sender("docusign").receive(message(headers), 0).deliveries
    assert not [name for name in delivery.headers if "signature" in name]


@pytest.mark.parametrize("name", ["", "-", "-a", "-1000", "-1-1"])
def test_no_number(name: str) -> None:
    """A header that is numbered otherwise is none."""
    with pytest.raises(SignatureInvalid):
        sender("docusign").receive(message({f"X-DocuSign-Signature{name}": signature(b"{}")}), 0)


def test_twice() -> None:
    """Each number may stand there once."""
    lines = encoded({"X-DocuSign-Signature-1": signature(b"{}")})
    with pytest.raises(SignatureInvalid):
        sender("docusign").receive(Message("POST", "", lines * 2, b"{}"), 0)


def test_attempts() -> None:
    """The count of attempts is no part of the id; time and recipient are."""
    ids = {
        received({**BODY, **changed}).id
        for changed in (
            {"retryCount": 0},
            {"retryCount": 1},
            {"generatedDateTime": "u"},
            {"data": {"envelopeId": "e", "recipientId": "1"}},
        )
    }
    completed = "e.envelope-completed"
    assert {f"{completed}.t", f"{completed}.u", f"{completed}.t.1"} == ids


def test_without_parts() -> None:
    """Fewer parts would not tell deliveries apart: the body's digest does."""
    delivery = received({"event": "recipient-sent", "data": {"envelopeId": "e"}})
    assert (sha256(delivery.body).hexdigest(), "recipient-sent") == (delivery.id, delivery.event)
