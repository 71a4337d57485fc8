"""Adyen: each item of a notification is signed for itself, over eight fields and no more."""

import hmac
import json
from base64 import b64encode
from hashlib import sha256
from typing import Any

import pytest

from fake import message
from receiver.errors import SignatureInvalid
from receiver.handshakes import as_text
from receiver.messages import Message
from receiver.providers.adyen import PROVIDER
from receiver.services.verification import Source, Verified
from receiver.trust import Trust

KEY = "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056"
SOURCE = Source("adyen", "adyen", PROVIDER, Trust(keys=(b"other", bytes.fromhex(KEY))))
ITEM = {
    "pspReference": "p1",
    "merchantAccountCode": "M",
    "merchantReference": "r:1",
    "amount": {"value": 1130, "currency": "EUR"},
    "eventCode": "AUTHORISATION",
    "success": "true",
}
CONTENT = "p1::M:r:1:1130:EUR:AUTHORISATION:true"


def item(content: str = CONTENT, key: str = KEY, **changed: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON is anything
    """Return an item with the signature of `content`."""
    signature = hmac.digest(bytes.fromhex(key), content.encode(), "sha256")
    signed = {"additionalData": {"hmacSignature": b64encode(signature).decode()}}
    return {"NotificationRequestItem": {**ITEM, **signed, **changed}}


def sent(*items: Any) -> Message:  # noqa: ANN401 - JSON is anything
    """Return a notification of these items."""
    return message({}, json.dumps({"live": "false", "notificationItems": items}).encode())


def test_accepted() -> None:
    """An item is a delivery by three of its fields, and is answered in Adyen's words."""
    outcome = SOURCE.receive(sent(item()), 0)
    assert isinstance(outcome, Verified)
    (delivery,) = outcome.deliveries
    assert ("p1.AUTHORISATION.true", 1) == (delivery.id, outcome.key)
    assert as_text("[accepted]") == PROVIDER.answer(delivery)


def test_batch() -> None:
    """Each item is a delivery: the body with the others left out."""
    other = item("p2::M:r:1:1130:EUR:AUTHORISATION:true", pspReference="p2")
    outcome = SOURCE.receive(sent(item(), other), 0)
    assert isinstance(outcome, Verified)
    assert [sent(item()).body, sent(other).body] == [each.body for each in outcome.deliveries]
    ids = [each.id for each in outcome.deliveries]
    assert ["p1.AUTHORISATION.true", "p2.AUTHORISATION.true"] == ids


@pytest.mark.parametrize(
    "wrong",
    [
        item(additionalData=None),
        item(additionalData={}),
        item(additionalData={"hmacSignature": 1}),
        item(key="00" * 32),
        item(pspReference="p2"),
        item(originalReference="p0"),
        item(amount={"value": 1, "currency": "EUR"}),
        item(success="false"),
        None,
        [],
        {},
    ],
)
def test_each_item(wrong: Any) -> None:  # noqa: ANN401 - JSON is anything
    """One item that is not signed refuses them all, wherever it stands."""
    for items in ([wrong], [item(), wrong], [wrong, item()]):
        with pytest.raises(SignatureInvalid):
            SOURCE.receive(sent(*items), 0)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"notificationItems": []}', b"\xff", b"1"])
def test_no_items(body: bytes) -> None:
    """Without an item nothing is signed."""
    with pytest.raises(SignatureInvalid):
        SOURCE.receive(message({}, body), 0)


def test_missing_field() -> None:
    """An event that lacks a field has it empty in what is signed; its digest is the id then."""
    sent_without = sent(item("p1::M:r:1:1130:EUR:REPORT:", eventCode="REPORT", success=None))
    outcome = SOURCE.receive(sent_without, 0)
    assert isinstance(outcome, Verified)
    (delivery,) = outcome.deliveries
    assert (sha256(delivery.body).hexdigest(), "REPORT") == (delivery.id, delivery.event)
