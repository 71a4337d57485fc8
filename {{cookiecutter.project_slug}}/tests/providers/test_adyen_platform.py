"""Adyen for Platforms: a key in hex, and several events under one id."""

import hmac
from base64 import b64encode
from hashlib import sha256

import pytest

from fake import message
from receiver.errors import SignatureInvalid
from receiver.handshakes import as_text
from receiver.messages import Message
from receiver.providers.adyen_platform import PROVIDER
from senders import SECRET, sender

BODY = b'{"type": "a.created", "data": {"id": "same"}}'


def sent(key: bytes) -> Message:
    """Return a body signed with this key."""
    signature = b64encode(hmac.digest(key, BODY, "sha256")).decode()
    return message({"HmacSignature": signature, "Protocol": "HmacSHA256"}, BODY)


def test_accepted() -> None:
    """The key is what the hex digits stand for; the id is the body's digest."""
    (delivery,) = sender("adyen_platform").receive(sent(bytes.fromhex(SECRET)), 0).deliveries
    assert (sha256(BODY).hexdigest(), "a.created") == (delivery.id, delivery.event)
    assert as_text("[accepted]") == PROVIDER.answer(delivery)


def test_key_as_text() -> None:
    """The hex digits themselves are not the key."""
    with pytest.raises(SignatureInvalid):
        sender("adyen_platform").receive(sent(SECRET.encode()), 0)


@pytest.mark.parametrize("text", ["", "abc", "zz", "ab cd", "0x12", "é"])
def test_no_secret(text: str) -> None:
    """What is not an even number of hex digits is no secret."""
    assert PROVIDER.scheme.secret
    with pytest.raises(ValueError):  # noqa: PT011 - it says nothing
        PROVIDER.scheme.secret.decode(text)
