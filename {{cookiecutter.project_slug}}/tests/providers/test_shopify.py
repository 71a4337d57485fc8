"""Shopify: headers with and without `X-`, and the id that is the delivery's own."""

import hmac
from base64 import b64encode
from hashlib import sha256

import pytest

from fake import message
from receiver.deliveries import Delivery
from receiver.errors import SignatureInvalid
from senders import SECRET, sender

DIGEST = hmac.digest(SECRET.encode(), b"{}", "sha256")
GOOD = b64encode(DIGEST).decode()


def received(headers: dict[str, str]) -> Delivery:
    """Have a message received."""
    (delivery,) = sender("shopify").receive(message(headers), 0).deliveries
    return delivery


@pytest.mark.parametrize("x", ["X-", "", "x-"])
def test_names(x: str) -> None:
    """The names come with or without `X-`, and either way the signature is not kept."""
    names = {"Shopify-Hmac-Sha256": GOOD, "Shopify-Topic": "a/b", "Shopify-Webhook-Id": "w1"}
    delivery = received({x + name: value for name, value in names.items()})
    assert ("w1", "a/b") == (delivery.id, delivery.event)
    assert GOOD not in delivery.headers.values()


def test_event_id() -> None:
    """The event's id, which several subscriptions share, is not taken for the delivery's."""
    headers = {"X-Shopify-Hmac-Sha256": GOOD, "X-Shopify-Event-Id": "e1"}
    assert sha256(b"{}").hexdigest() == received(headers).id


@pytest.mark.parametrize("value", [DIGEST.hex(), f"sha256={GOOD}", GOOD.rstrip("="), GOOD + "=="])
def test_other_encoding(value: str) -> None:
    """The digest is in base64, padded, and nothing else."""
    with pytest.raises(SignatureInvalid):
        received({"X-Shopify-Hmac-Sha256": value})


def test_both_names() -> None:
    """A wrong signature under the first name is not helped by a right one under the second."""
    with pytest.raises(SignatureInvalid):
        received({"X-Shopify-Hmac-Sha256": "wrong", "Shopify-Hmac-Sha256": GOOD})
