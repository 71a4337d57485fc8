"""Standard Webhooks: a list of signatures in which one has to fit, over id, time and body."""

import hmac
from base64 import b64decode, b64encode

import pytest

from fake import message
from receiver.deliveries import Delivery
from receiver.errors import SignatureInvalid, TimestampOutside
from senders import SECRET, sender

NOW = 1_760_000_000


def signature(content: str = f"m1.{NOW}.{'{}'}", key: bytes = b64decode(SECRET)) -> str:
    """Return the signature of a content."""
    return "v1," + b64encode(hmac.digest(key, content.encode(), "sha256")).decode()


def received(header: str, *, at: str = f"{NOW}", **changed: str) -> Delivery:
    """Have a message received."""
    headers = {"webhook-id": "m1", "webhook-timestamp": at, "webhook-signature": header}
    named = {name.replace("_", "-"): value for name, value in changed.items()}
    sent = message({**headers, **named})
    (delivery,) = sender("standard_webhooks").receive(sent, NOW).deliveries
    return delivery


@pytest.mark.parametrize(
    "others",
    [
        "v1,AAAA",
        "v1,",
        "v1",
        ",",
        "",
        "v1,not+base64!",
        "v1a,AAAA v2,AAAA",
        "é",
        signature(key=b"retired"),
    ],
)
def test_rotation(others: str) -> None:
    """Whatever else is in the list, malformed or not, before or after, hides nothing."""
    assert "m1" == received(f"{others} {signature()}").id
    assert "m1" == received(f"{signature()} {others}").id


@pytest.mark.parametrize(
    "header",
    [
        signature().removeprefix("v1,"),
        signature().replace("v1,", "v2,"),
        signature().replace("v1,", "v1a,"),
        signature().replace("v1,", "V1,"),
        signature().replace(",", "="),
        signature().removesuffix("="),
        signature(key=SECRET.encode()),
        signature(key=f"whsec_{SECRET}".encode()),
        signature(f"m2.{NOW}.{'{}'}"),
        signature(f"m1.{NOW}"),
    ],
)
def test_refused(header: str) -> None:
    """Another version, another key, another content, or no padding is no signature."""
    with pytest.raises(SignatureInvalid):
        received(header)


@pytest.mark.parametrize("missing", ["webhook_id", "webhook_timestamp", "webhook_signature"])
def test_missing(missing: str) -> None:
    """All three headers have to be there."""
    with pytest.raises(SignatureInvalid):
        received(signature(), **{missing: ""})


@pytest.mark.parametrize("at", ["1.76e9", f"{NOW}.0", f"0{NOW}", f"+{NOW}", "nan", f"{NOW}000"])
def test_no_time(at: str) -> None:
    """A time that is not written in plain digits is none, although it is signed."""
    with pytest.raises(TimestampOutside):
        received(signature(f"m1.{at}.{'{}'}"), at=at)


def test_points() -> None:
    """A point in an id, which the specification forbids, cannot be moved to another part."""
    with pytest.raises(TimestampOutside):
        received(signature("m.1.2.{}"), at="1.2", webhook_id="m")
