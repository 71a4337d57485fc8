"""Zendesk: events of its own and whatever administrators send, each with the id that is safe."""

import hmac
from base64 import b64encode
from hashlib import sha256

import pytest

from fake import message
from receiver.deliveries import Delivery
from receiver.errors import SignatureInvalid, TimestampOutside
from receiver.messages import Message
from senders import SECRET, sender

NOW, AT = 1_760_000_000, "2025-10-09T08:53:20Z"
INVOCATION = {"X-Zendesk-Webhook-Invocation-Id": "01"}


def sent(body: bytes, at: str = AT, separator: str = "", **headers: str) -> Message:
    """Return a body signed as Zendesk does."""
    content = f"{at}{separator}".encode() + body
    signature = b64encode(hmac.digest(SECRET.encode(), content, "sha256")).decode()
    stem = "X-Zendesk-Webhook-Signature"
    return message({stem: signature, f"{stem}-Timestamp": at, **headers}, body)


def received(body: bytes, **headers: str) -> Delivery:
    """Have a body received."""
    (delivery,) = sender("zendesk").receive(sent(body, **headers), NOW).deliveries
    return delivery


def test_event() -> None:
    """An event of Zendesk's own has its id and type in the body."""
    delivery = received(b'{"type": "zen:event-type:ticket.created", "id": "e1"}', **INVOCATION)
    assert ("e1", "zen:event-type:ticket.created") == (delivery.id, delivery.event)


@pytest.mark.parametrize("body", [b'{"id": "7", "type": "mine"}', b"<ticket/>", b"id=7", b""])
def test_of_a_trigger(body: bytes) -> None:
    """What an administrator wrote may be about one ticket twice: the invocation is the id."""
    assert "01" == received(body, **INVOCATION).id
    assert f"{AT}.{sha256(body).hexdigest()}" == received(body).id


@pytest.mark.parametrize("at", ["2025-10-09T08:53:20.5Z", "2025-10-09T08:58:20Z"])
def test_time(at: str) -> None:
    """The time is a date, in UTC."""
    assert sender("zendesk").receive(sent(b"{}", at), NOW).deliveries


@pytest.mark.parametrize(
    "at",
    [
        "1760000000",
        "2025-10-09T08:53:20",
        "2025-10-09T08:53:20+00:00",
        "2025-10-09 08:53:20Z",
        "2025-13-09T08:53:20Z",
        "2025-10-09T08:48:19Z",
        "2025-10-09T08:58:21Z",
    ],
)
def test_no_time(at: str) -> None:
    """Anything else is no time of now."""
    with pytest.raises(TimestampOutside):
        sender("zendesk").receive(sent(b"{}", at), NOW)


def test_separator() -> None:
    """Nothing stands between time and body."""
    with pytest.raises(SignatureInvalid):
        sender("zendesk").receive(sent(b"{}", separator="."), NOW)
