"""Jira: SHA-256 under a header's name that elsewhere means SHA-1."""

import hmac
from hashlib import sha256

import pytest

from fake import message
from receiver.deliveries import Delivery
from receiver.errors import SignatureInvalid
from senders import SECRET, sender

BODY = b'{"webhookEvent": "jira:issue_updated"}'


def received(digest: str = "sha256", mark: str = "sha256=", **headers: str) -> Delivery:
    """Have a message received."""
    signature = mark + hmac.digest(SECRET.encode(), BODY, digest).hex()
    sent = message({"X-Hub-Signature": signature, **headers}, BODY)
    (delivery,) = sender("jira").receive(sent, 0).deliveries
    return delivery


def test_id() -> None:
    """The id stays with each attempt; without one it is the digest of the body."""
    named = received(**{"X-Atlassian-Webhook-Identifier": "j1"})
    assert ("j1", "jira:issue_updated") == (named.id, named.event)
    assert sha256(BODY).hexdigest() == received().id


@pytest.mark.parametrize(
    ("digest", "mark"),
    [("sha1", "sha1="), ("sha1", "sha256="), ("sha256", ""), ("sha256", "sha1=")],
)
def test_downgrade(digest: str, mark: str) -> None:
    """SHA-1 is refused, and so is a digest that does not say which it is."""
    with pytest.raises(SignatureInvalid):
        received(digest, mark)
