"""OpenAI: where its own library is laxer than the specification, we are not."""

import hmac
from base64 import b64decode, b64encode

import pytest

from fake import message
from receiver.deliveries import Delivery
from receiver.errors import SignatureInvalid
from senders import SECRET, sender

NOW = 1_760_000_000


def received(mark: str = "v1,", key: bytes = b64decode(SECRET)) -> Delivery:
    """Have a message received whose signature has this mark in front."""
    digest = b64encode(hmac.digest(key, f"m1.{NOW}.{'{}'}".encode(), "sha256")).decode()
    values = {"id": "m1", "timestamp": f"{NOW}", "signature": mark + digest}
    sent = message({f"webhook-{name}": value for name, value in values.items()})
    (delivery,) = sender("openai").receive(sent, NOW).deliveries
    return delivery


def test_accepted() -> None:
    """The key is what follows `whsec_`, decoded."""
    assert ("m1", "unknown") == (received().id, received().event)


@pytest.mark.parametrize("mark", ["", "v2,", "v1"])
def test_bare(mark: str) -> None:
    """A signature without its version in front is refused."""
    with pytest.raises(SignatureInvalid):
        received(mark)


def test_literal_key() -> None:
    """A secret without `whsec_` is base64 all the same: its text is not the key."""
    with pytest.raises(SignatureInvalid):
        received(key=SECRET.encode())
