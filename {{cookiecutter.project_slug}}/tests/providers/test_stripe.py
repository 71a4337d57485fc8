"""Stripe: `v1` alone counts, within the window, and the id and type are in the body."""

import hmac

import pytest

from fake import message
from receiver.deliveries import Delivery
from receiver.errors import Malformed, SignatureInvalid, TimestampOutside
from senders import sender

NOW = 1_760_000_000
SECRET = "whsec_test_9f3c0a7b"
BODY = b'{"id": "evt_1", "type": "invoice.paid"}'


def digest(body: bytes = BODY, at: int = NOW, secret: str = SECRET) -> str:
    """Return the signature that Stripe makes."""
    return hmac.digest(secret.encode(), b"%d.%s" % (at, body), "sha256").hex()


def received(header: str, body: bytes = BODY) -> Delivery:
    """Have a body received with this header."""
    sent = message({"Stripe-Signature": header}, body)
    return sender("stripe", SECRET).receive(sent, NOW).deliveries[0]


def test_accepted() -> None:
    """The secret is taken literally, its prefix included."""
    delivery = received(f"t={NOW},v1={digest()}")
    assert ("evt_1", "invoice.paid") == (delivery.id, delivery.event)


@pytest.mark.parametrize(
    "header",
    [
        f"t={NOW},v1={digest(secret='other')},v1={digest()}",
        f"t={NOW},v1={digest()},v1={digest(secret='other')}",
        f"v1={digest()},t={NOW}",
        f"t={NOW},v1={digest()},v0=00",
        f"t={NOW},v0=00,v1={digest()}",
    ],
)
def test_several_signatures(header: str) -> None:
    """While a secret is rolled there are several, in any order; one has to fit."""
    assert "evt_1" == received(header).id


@pytest.mark.parametrize(
    "header",
    [
        f"t={NOW},v0={digest()}",
        f"t={NOW},v2={digest()}",
        f"t={NOW}",
        f"t={NOW},t={NOW},v1={digest()}",
        f"t={NOW}, v1={digest()}",
        f"v1={digest()}",
        f"t={NOW},v1={digest(secret=SECRET.removeprefix('whsec_'))}",
        f"t={NOW},v1={digest(at=NOW + 1)}",
    ],
)
def test_refused(header: str) -> None:
    """Nothing else is a signature."""
    with pytest.raises(SignatureInvalid):
        received(header)


@pytest.mark.parametrize("offset", [-300, 300])
def test_within(offset: int) -> None:
    """The window is five minutes in both directions."""
    at = NOW + offset
    assert "evt_1" == received(f"t={at},v1={digest(at=at)}").id


@pytest.mark.parametrize("offset", [-301, 301])
def test_outside(offset: int) -> None:
    """A second more is outside, also in the future."""
    at = NOW + offset
    with pytest.raises(TimestampOutside):
        received(f"t={at},v1={digest(at=at)}")


@pytest.mark.parametrize("body", [b"", b"plain", b"{}", b'{"id": "evt_1"}', b'{"type": "a"}'])
def test_malformed(body: bytes) -> None:
    """A body without its id or its type, or that is no JSON, is malformed."""
    with pytest.raises(Malformed):
        received(f"t={NOW},v1={digest(body)}", body)
