"""PagerDuty: what is signed is kept whatever it is, since a 4xx would lose it."""

import hmac
from hashlib import sha256

import pytest

from fake import message
from receiver.deliveries import Delivery
from receiver.errors import SignatureInvalid
from senders import SECRET, sender


def digest(body: bytes, secret: str = SECRET) -> str:
    """Return the digest that PagerDuty makes."""
    return hmac.digest(secret.encode(), body, "sha256").hex()


def received(header: str, body: bytes = b"{}", **headers: str) -> Delivery:
    """Have a body received."""
    sent = message({"X-PagerDuty-Signature": header, **headers}, body)
    (delivery,) = sender("pagerduty").receive(sent, 0).deliveries
    return delivery


@pytest.mark.parametrize("body", [b"", b"plain", b"[]", b"{}", b"\xff", b'{"event": null}'])
def test_whatever_is_signed(body: bytes) -> None:
    """Without an id the digest is it; without an event there is a name for that."""
    delivery = received(f"v1={digest(body)}", body)
    assert (sha256(body).hexdigest(), "unknown") == (delivery.id, delivery.event)


def test_id() -> None:
    """The id of the header stays with each attempt; the event's own comes second."""
    body = b'{"event": {"id": "e1", "event_type": "incident.triggered"}}'
    header = f"v1={digest(body)}"
    assert "w1" == received(header, body, **{"X-Webhook-Id": "w1"}).id
    assert ("e1", "incident.triggered") == (received(header, body).id, received(header, body).event)


@pytest.mark.parametrize("others", [digest(b"{}", "old"), "", "zz", "é"])
def test_rotation(others: str) -> None:
    """One of the signatures has to fit, wherever it stands."""
    good = f"v1={digest(b'{}')}"
    for header in (f"v1={others},{good}", f"{good},v1={others},v2=00"):
        assert b"{}" == received(header).body


@pytest.mark.parametrize("mark", ["", "v0=", "v2=", "v1:", "sha256="])
def test_other_version(mark: str) -> None:
    """A signature of another version is none."""
    with pytest.raises(SignatureInvalid):
        received(f"{mark}{digest(b'{}')}")
