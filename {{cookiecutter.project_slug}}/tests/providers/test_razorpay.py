"""Razorpay: after a change of the secret the older events still come with the old one."""

import hmac
from dataclasses import replace
from hashlib import sha256

from fake import message
from receiver.messages import Message
from receiver.services.verification import Verified
from receiver.trust import Trust
from senders import SECRET, sender


def sent(secret: str = SECRET, **headers: str) -> Message:
    """Return a message signed with this secret."""
    digest = hmac.digest(secret.encode(), b"{}", "sha256").hex()
    return message({"X-Razorpay-Signature": digest, **headers})


def test_both_secrets() -> None:
    """With both in place both count, and which one it was is told."""
    source = replace(sender("razorpay").source(), trust=Trust(keys=(SECRET.encode(), b"old")))
    outcomes = [source.receive(sent(secret), 0) for secret in (SECRET, "old")]
    assert [0, 1] == [each.key for each in outcomes if isinstance(each, Verified)]


def test_id() -> None:
    """The id is the header's, else the body's digest."""
    named = sender("razorpay").receive(sent(**{"x-razorpay-event-id": "r1"}), 0)
    assert "r1" == named.deliveries[0].id
    unnamed = sender("razorpay").receive(sent(), 0)
    assert sha256(b"{}").hexdigest() == unnamed.deliveries[0].id
