"""Generic: a plain HMAC, with an id and an event from wherever our own senders put them."""

import hmac
from hashlib import sha256

import pytest

from fake import message
from receiver.deliveries import Delivery
from receiver.errors import Malformed, SignatureInvalid
from senders import sender


def received(body: bytes, prefix: str = "", **headers: str) -> Delivery:
    """Have a signed body received."""
    signature = prefix + hmac.digest(b"secret", body, "sha256").hex()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    sent = message({"X-Signature": signature, **named}, body)
    return sender("generic", "secret").receive(sent, 5).deliveries[0]


def test_tutorial() -> None:
    """The README's first delivery is one: signed, with its event in the body."""
    delivery = received(b'{"event":"user_created","user_id":42}')
    assert "user_created" == delivery.event
    assert sha256(delivery.body).hexdigest() == delivery.id


def test_prefix() -> None:
    """The signature may begin with `sha256=`, and with nothing else."""
    assert "ping" == received(b"", "sha256=", X_Event_Type="ping").event
    for prefix in ("sha1=", "sha512=", "SHA256=", "v1="):
        with pytest.raises(SignatureInvalid):
            received(b"", prefix, X_Event_Type="ping")


@pytest.mark.parametrize(
    ("headers", "body", "expected"),
    [
        ({"X_Delivery_Id": "a"}, b'{"id": "b"}', "a"),
        ({"X_Delivery_Id": ""}, b'{"id": "b"}', "b"),
        ({}, b'{"id": 7}', "7"),
        ({}, b'{"id": true}', sha256(b'{"id": true}').hexdigest()),
        ({}, b"\xff", sha256(b"\xff").hexdigest()),
        ({}, b"", sha256(b"").hexdigest()),
    ],
)
def test_id(headers: dict[str, str], body: bytes, expected: str) -> None:
    """The id is the header's, else the JSON's, else the body's digest."""
    assert expected == received(body, **headers, X_Event_Type="ping").id


@pytest.mark.parametrize(
    ("headers", "body", "expected"),
    [
        ({"X_Event_Type": "a"}, b'{"event": "b", "type": "c"}', "a"),
        ({}, b'{"event": "b", "type": "c"}', "b"),
        ({}, b'{"type": "c"}', "c"),
        ({"X_Event_Type": "a"}, b"plain", "a"),
    ],
)
def test_event(headers: dict[str, str], body: bytes, expected: str) -> None:
    """The event is the header's, else the JSON's `event`, else its `type`."""
    assert expected == received(body, **headers).event


@pytest.mark.parametrize("body", [b"{}", b"[]", b"plain", b"", b'{"event": 1.5}', b"\xff"])
def test_no_event(body: bytes) -> None:
    """Without an event the delivery is malformed."""
    with pytest.raises(Malformed, match="the delivery has no event"):
        received(body)


def test_curl() -> None:
    """JSON that is called a form, as by `curl -d`, is JSON all the same."""
    form = "application/x-www-form-urlencoded"
    delivery = received(b'{"event": "a", "id": "1"}', Content_Type=form)
    assert ("a", "1", {"event": "a", "id": "1"}) == (delivery.event, delivery.id, delivery.json())
