"""Mailgun: a signature in the body, over a time and a token that counts once."""

import hmac
import json
from typing import Any

import pytest

from fake import message
from receiver.errors import Malformed, ReceiverError
from receiver.handshakes import Reply
from receiver.messages import Message
from receiver.providers.mailgun import PROVIDER
from senders import SECRET, sender

NOW = 1_760_000_000
TOKEN = "t" * 50


def sent(when: object = f"{NOW}", once: str = TOKEN, **changed: Any) -> Message:  # noqa: ANN401 - JSON is anything
    """Return a message signed as Mailgun does; `changed` are members of its signature."""
    digest = hmac.digest(SECRET.encode(), f"{when}{once}".encode(errors="replace"), "sha256").hex()
    signature = {"timestamp": when, "token": once, "signature": digest, **changed}
    body = {"signature": signature, "event-data": {"id": "e1", "event": "opened"}}
    return message({"Content-Type": "application/json"}, json.dumps(body).encode())


def test_accepted() -> None:
    """A delivery brings the token along, and is answered with what stops Mailgun."""
    (delivery,) = sender("mailgun").receive(sent(), NOW).deliveries
    assert ("e1", "opened", TOKEN) == (delivery.id, delivery.event, delivery.once)
    assert Reply(200) == PROVIDER.answer(delivery)
    assert sender("mailgun").receive(sent(NOW), NOW).deliveries, "a number is as good"


@pytest.mark.parametrize(
    "changed",
    [
        {"signature": None},
        {"signature": "00"},
        {"signature": []},
        {"token": "u" * 50},
        {"token": None},
        {"timestamp": str(NOW + 1)},
        {"timestamp": None},
    ],
)
def test_refused(changed: dict[str, Any]) -> None:
    """A bad signature is a 406, after which Mailgun does not try again."""
    with pytest.raises(ReceiverError) as refused:
        sender("mailgun").receive(sent(**changed), NOW)
    assert 406 == refused.value.status


@pytest.mark.parametrize("body", [b"", b"timestamp=1&token=2&signature=3", b"[]", b"{}", b"\xff"])
def test_unsigned(body: bytes) -> None:
    """So is a body that holds none, such as the forms of older webhooks."""
    with pytest.raises(ReceiverError) as refused:
        sender("mailgun").receive(message({}, body), NOW)
    assert 406 == refused.value.status


@pytest.mark.parametrize("offset", [-301, 301])
def test_stale(offset: int) -> None:
    """A message out of its time is refused."""
    with pytest.raises(ReceiverError) as refused:
        sender("mailgun").receive(sent(str(NOW + offset)), NOW)
    assert refused.value.reason == "timestamp"


@pytest.mark.parametrize("token", ["t" * 300, "t\x00", "\u2028"])
def test_odd_token(token: str) -> None:
    """A token that no database could hold is malformed, and no 5xx."""
    with pytest.raises(Malformed):
        sender("mailgun").receive(sent(once=token), NOW)
