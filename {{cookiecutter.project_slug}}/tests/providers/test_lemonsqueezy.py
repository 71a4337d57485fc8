"""Lemon Squeezy: an id of the webhook that is not the delivery's, and two names for the event."""

import hmac
from hashlib import sha256

from fake import message
from receiver.deliveries import Delivery
from receiver.handshakes import Reply
from receiver.providers.lemonsqueezy import PROVIDER
from senders import SECRET, sender


def received(body: bytes, **headers: str) -> Delivery:
    """Have a body received."""
    digest = hmac.digest(SECRET.encode(), body, "sha256").hex()
    sent = message({"X-Signature": digest, **headers}, body)
    (delivery,) = sender("lemonsqueezy").receive(sent, 0).deliveries
    return delivery


def test_id() -> None:
    """The webhook's id is the same each time, so the body's digest is the delivery's."""
    delivery = received(b'{"meta": {"event_name": "order_created", "webhook_id": "w1"}}')
    assert (sha256(delivery.body).hexdigest(), "order_created") == (delivery.id, delivery.event)
    assert Reply(200) == PROVIDER.answer(delivery)


def test_event() -> None:
    """The event is in the body, else in a header."""
    assert "order_paid" == received(b"{}", **{"X-Event-Name": "order_paid"}).event
    assert "unknown" == received(b"{}").event
