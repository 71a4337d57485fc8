"""Anthropic: the type of every message is "event", so its data says which."""

import hmac
from base64 import b64decode, b64encode

import pytest

from fake import message
from senders import SECRET, sender

NOW = 1_760_000_000


@pytest.mark.parametrize(
    ("body", "event"),
    [
        (b'{"type": "event", "id": "e1", "data": {"type": "session.idled"}}', "session.idled"),
        (b'{"type": "event", "id": "e1"}', "unknown"),
    ],
)
def test_event(body: bytes, event: str) -> None:
    """The event is in the data, and the id is the header's, which is signed."""
    digest = hmac.digest(b64decode(SECRET), b"m1.%d.%s" % (NOW, body), "sha256")
    values = {"id": "m1", "timestamp": f"{NOW}", "signature": f"v1,{b64encode(digest).decode()}"}
    sent = message({f"webhook-{name}": value for name, value in values.items()}, body)
    (delivery,) = sender("anthropic").receive(sent, NOW).deliveries
    assert ("m1", event) == (delivery.id, delivery.event)
