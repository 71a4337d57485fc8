"""Polar: the whole secret is the key, its prefix included."""

import hmac
from base64 import b64decode, b64encode

import pytest

from fake import message
from receiver.errors import SignatureInvalid
from receiver.messages import Message
from senders import SECRET, sender

NOW = 1_760_000_000


def sent(key: bytes) -> Message:
    """Return a message signed with this key."""
    digest = hmac.digest(key, f"m1.{NOW}.{'{}'}".encode(), "sha256")
    values = {"id": "m1", "timestamp": f"{NOW}", "signature": f"v1,{b64encode(digest).decode()}"}
    return message({f"webhook-{name}": value for name, value in values.items()})


@pytest.mark.parametrize("secret", [f"whsec_{SECRET}", f"polar_whs_{SECRET}", "é any text"])
def test_literal(secret: str) -> None:
    """Nothing of the secret is decoded or taken away."""
    polar = sender("polar", secret)
    assert "m1" == polar.receive(sent(secret.encode()), NOW).deliveries[0].id


def test_decoded() -> None:
    """What the libraries of Standard Webhooks would make of the secret is another key."""
    for key in (b64decode(SECRET), SECRET.encode()):
        with pytest.raises(SignatureInvalid):
            sender("polar", f"whsec_{SECRET}").receive(sent(key), NOW)
