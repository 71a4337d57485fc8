"""Bitbucket: two names for the id, and a digest that is no SHA-1."""

import hmac

import pytest

from fake import message
from receiver.deliveries import Delivery
from receiver.errors import Malformed, SignatureInvalid
from senders import SECRET, sender

EVENT = {"X-Event-Key": "repo:push"}


def received(headers: dict[str, str], digest: str = "sha256") -> Delivery:
    """Have a message received."""
    signature = f"{digest}={hmac.digest(SECRET.encode(), b'{}', digest).hex()}"
    sent = message({"X-Hub-Signature": signature, **headers})
    (delivery,) = sender("bitbucket").receive(sent, 0).deliveries
    return delivery


@pytest.mark.parametrize("name", ["X-Request-UUID", "X-Request-Id"])
def test_id(name: str) -> None:
    """The Cloud and the Data Center name the id differently."""
    delivery = received({**EVENT, name: "b1"})
    assert ("b1", "repo:push") == (delivery.id, delivery.event)


def test_first_name() -> None:
    """The Cloud's name comes first, for a proxy may add the other; without either there is none."""
    assert "b1" == received({**EVENT, "X-Request-Id": "proxy", "X-Request-UUID": "b1"}).id
    with pytest.raises(Malformed):
        received(EVENT)


def test_downgrade() -> None:
    """SHA-1, which the header's name stands for elsewhere, is refused."""
    with pytest.raises(SignatureInvalid):
        received({**EVENT, "X-Request-UUID": "b1"}, "sha1")
