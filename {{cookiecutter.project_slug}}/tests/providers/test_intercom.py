"""Intercom: SHA-1 and nothing but, and a HEAD that asks whether anybody is there."""

import hmac
from hashlib import sha256

import pytest

from fake import message
from receiver.deliveries import Delivery
from receiver.errors import MethodWrong, SignatureInvalid
from receiver.handshakes import Reply
from receiver.messages import Message
from senders import SECRET, sender


def received(body: bytes, digest: str = "sha1", mark: str = "sha1=") -> Delivery:
    """Have a body received."""
    signature = mark + hmac.digest(SECRET.encode(), body, digest).hex()
    sent = message({"X-Hub-Signature": signature}, body)
    (delivery,) = sender("intercom").receive(sent, 0).deliveries
    return delivery


def test_id() -> None:
    """A notification has an id; a ping has none and goes by its digest."""
    assert "n1" == received(b'{"id": "n1", "topic": "a"}').id
    ping = received(b'{"topic": "ping"}')
    assert (sha256(ping.body).hexdigest(), "ping") == (ping.id, ping.event)


@pytest.mark.parametrize(
    ("digest", "mark"),
    [("sha256", "sha256="), ("sha256", "sha1="), ("sha1", "sha256="), ("sha1", "")],
)
def test_other_digest(digest: str, mark: str) -> None:
    """A digest that Intercom does not make is refused, also a stronger one."""
    with pytest.raises(SignatureInvalid):
        received(b"{}", digest, mark)


def test_head() -> None:
    """A HEAD is answered, unsigned and with nothing; a GET is not."""
    source = sender("intercom").source()
    assert Reply(200) == source.receive(Message("HEAD", "", [], b""), 0)
    with pytest.raises(MethodWrong):
        source.receive(Message("GET", "", [], b""), 0)
