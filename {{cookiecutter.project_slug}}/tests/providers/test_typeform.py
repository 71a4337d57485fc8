"""Typeform: base64 where others with this mark write hex."""

import hmac
from base64 import b64encode

import pytest

from fake import message
from receiver.deliveries import Delivery
from receiver.errors import SignatureInvalid
from senders import SECRET, sender

DIGEST = hmac.digest(SECRET.encode(), b"{}", "sha256")
GOOD = b64encode(DIGEST).decode()


def received(header: str) -> Delivery:
    """Have a message received."""
    (delivery,) = sender("typeform").receive(message({"Typeform-Signature": header}), 0).deliveries
    return delivery


def test_accepted() -> None:
    """The digest is in base64, after its name."""
    assert "unknown" == received(f"sha256={GOOD}").event


@pytest.mark.parametrize("header", [f"sha256={DIGEST.hex()}", GOOD, f"sha1={GOOD}"])
def test_refused(header: str) -> None:
    """Hex, no name, or another name are refused."""
    with pytest.raises(SignatureInvalid):
        received(header)
