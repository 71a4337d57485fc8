"""Svix: under its own header names or the sender's, its own first."""

import hmac
from base64 import b64decode, b64encode

import pytest

from fake import message
from receiver.errors import SignatureInvalid
from senders import SECRET, sender

NOW = 1_760_000_000


def headers(stem: str, identity: str = "m1", key: bytes = b64decode(SECRET)) -> dict[str, str]:
    """Return the three headers of a signed empty object."""
    content = f"{identity}.{NOW}.{'{}'}".encode()
    signature = b64encode(hmac.digest(key, content, "sha256")).decode()
    names = (f"{stem}-id", f"{stem}-timestamp", f"{stem}-signature")
    return dict(zip(names, (identity, f"{NOW}", f"v1,{signature}"), strict=True))


@pytest.mark.parametrize("stem", ["svix", "webhook"])
def test_either(stem: str) -> None:
    """Either set of names will do, and no signature is kept."""
    (delivery,) = sender("svix").receive(message(headers(stem)), NOW).deliveries
    assert ("m1", "unknown") == (delivery.id, delivery.event)
    assert f"{stem}-signature" not in delivery.headers


def test_both() -> None:
    """Where both are there Svix's own count, as in its library; nothing is kept of either."""
    both = {**headers("webhook", "other", b"wrong"), **headers("svix")}
    (delivery,) = sender("svix").receive(message(both), NOW).deliveries
    assert "m1" == delivery.id
    assert not [name for name in delivery.headers if "signature" in name]
    wrong = {**headers("webhook"), **headers("svix", "m1", b"wrong")}
    with pytest.raises(SignatureInvalid):
        sender("svix").receive(message(wrong), NOW)


def test_event() -> None:
    """The event is the body's `type`, else its `event_type`."""
    for body in (b'{"type": "a.b", "event_type": "c"}', b'{"event_type": "a.b"}'):
        content = b"m1.%d.%s" % (NOW, body)
        signature = b64encode(hmac.digest(b64decode(SECRET), content, "sha256")).decode()
        sent = message({**headers("svix"), "svix-signature": f"v1,{signature}"}, body)
        assert "a.b" == sender("svix").receive(sent, NOW).deliveries[0].event
