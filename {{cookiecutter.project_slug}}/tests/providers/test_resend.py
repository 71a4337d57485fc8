"""Resend: Svix's header names and no others."""

import hmac
from base64 import b64decode, b64encode

import pytest

from fake import message
from receiver.errors import SignatureInvalid
from receiver.messages import Message
from senders import SECRET, sender

NOW = 1_760_000_000


def sent(stem: str, version: str = "v1") -> Message:
    """Return a signed message with headers of these names."""
    digest = hmac.digest(b64decode(SECRET), f"m1.{NOW}.{'{}'}".encode(), "sha256")
    signature = f"{version},{b64encode(digest).decode()}"
    values = {"id": "m1", "timestamp": f"{NOW}", "signature": signature}
    return message({f"{stem}-{name}": value for name, value in values.items()})


def test_names() -> None:
    """Headers of the common names are no signature here."""
    assert "m1" == sender("resend").receive(sent("svix"), NOW).deliveries[0].id
    with pytest.raises(SignatureInvalid):
        sender("resend").receive(sent("webhook"), NOW)


@pytest.mark.parametrize("version", ["v2", "v1a", ""])
def test_version(version: str) -> None:
    """Nor is a digest of another version, be it the right one."""
    with pytest.raises(SignatureInvalid):
        sender("resend").receive(sent("svix", version), NOW)
