"""Paddle: five seconds, a colon, and versions to come are passed over."""

import hmac
from dataclasses import replace

import pytest

from fake import message
from receiver.errors import SignatureInvalid, TimestampOutside
from receiver.messages import Message
from receiver.services.verification import Verified
from receiver.trust import Trust
from senders import SECRET, sender

NOW = 1_760_000_000


def digest(at: int = NOW, secret: str = SECRET, separator: str = ":") -> str:
    """Return the digest that Paddle makes of an empty object."""
    return hmac.digest(secret.encode(), f"{at}{separator}{'{}'}".encode(), "sha256").hex()


def sent(header: str) -> Message:
    """Return an empty object with this signature."""
    return message({"Paddle-Signature": header})


@pytest.mark.parametrize(
    "header",
    [
        f"ts={NOW};h1={digest()}",
        f"h1={digest()};ts={NOW}",
        f"ts={NOW};h1={digest(secret='old')};h1={digest()}",
        f"ts={NOW};h1={digest()};h1={digest(secret='old')}",
        f"ts={NOW};h2=00;h1={digest()}",
    ],
)
def test_accepted(header: str) -> None:
    """Each live secret has its `h1`, in any order; an `h2` does no harm."""
    assert sender("paddle").receive(sent(header), NOW).deliveries


@pytest.mark.parametrize(
    "header",
    [
        f"ts={NOW};h2={digest()}",
        f"ts={NOW};ts={NOW};h1={digest()}",
        f"ts={NOW},h1={digest()}",
        f"ts={NOW};h1={digest(separator='.')}",
        f"h1={digest()}",
    ],
)
def test_refused(header: str) -> None:
    """Another version, two times, or another grammar are refused."""
    with pytest.raises(SignatureInvalid):
        sender("paddle").receive(sent(header), NOW)


@pytest.mark.parametrize("offset", [-6, 6])
def test_window(offset: int) -> None:
    """A signature is good for five seconds both ways, or for as long as the source says."""
    late = sent(f"ts={NOW + offset};h1={digest(NOW + offset)}")
    with pytest.raises(TimestampOutside):
        sender("paddle").receive(late, NOW)
    patient = Trust(keys=(SECRET.encode(),), options={"tolerance": "6"})
    source = replace(sender("paddle").source(), trust=patient)
    assert isinstance(source.receive(late, NOW), Verified)
