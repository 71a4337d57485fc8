"""Telegram: an update is named by what stands beside its id, and is answered with nothing."""

import pytest

from fake import message
from receiver.deliveries import Delivery
from receiver.errors import Malformed, SignatureInvalid
from receiver.handshakes import Reply
from receiver.providers.telegram import PROVIDER
from senders import SECRET, sender


def received(body: bytes, token: str = SECRET) -> Delivery:
    """Have an update received."""
    sent = message({"X-Telegram-Bot-Api-Secret-Token": token}, body)
    (delivery,) = sender("telegram").receive(sent, 0).deliveries
    return delivery


@pytest.mark.parametrize(
    ("body", "event"),
    [
        (b'{"update_id": 7, "message": {}}', "message"),
        (b'{"callback_query": {}, "update_id": 7}', "callback_query"),
        (b'{"update_id": 7}', "unknown"),
        (b'{"update_id": 7, "": 1}', "unknown"),
        (b'{"update_id": 7, "a": 1, "b": 2}', "unknown"),
    ],
)
def test_event(body: bytes, event: str) -> None:
    """An update holds one thing beside its id, which is a number."""
    assert ("7", event) == (received(body).id, received(body).event)


@pytest.mark.parametrize("body", [b"[]", b"1", b'{"update_id": true}', b'{"update_id": 1.5}', b""])
def test_no_update(body: bytes) -> None:
    """What has no id is no update."""
    with pytest.raises(Malformed):
        received(body)


def test_token() -> None:
    """The token is compared in its case; the answer is empty, since it would be a call."""
    with pytest.raises(SignatureInvalid):
        received(b'{"update_id": 7}', SECRET.swapcase())
    assert Reply(200) == PROVIDER.answer(received(b'{"update_id": 7}'))
