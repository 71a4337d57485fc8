"""Adyen signs each item for itself: all of them must fit one key, whatever else is malformed."""

import json
from typing import Any

import pytest

from receiver.errors import SignatureInvalid
from receiver.messages import Message
from receiver.signatures import adyen
from receiver.signatures.signing import Request
from receiver.trust import Trust

KEY = bytes.fromhex("44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056")
PUBLISHED = "coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0="
ITEM = {
    "pspReference": "7914073381342284",
    "merchantAccountCode": "TestMerchant",
    "merchantReference": "TestPayment-1407325143704",
    "amount": {"value": 1130, "currency": "EUR"},
    "eventCode": "AUTHORISATION",
    "success": "true",
    "additionalData": {"hmacSignature": PUBLISHED},
}
OTHER = {**ITEM, "pspReference": "é:", "success": True, "additionalData": {}}


def signed(item: dict[str, Any], key: bytes = KEY) -> dict[str, Any]:
    """Return an item with its signature."""
    signature = adyen.HMAC.sign(key, adyen.content(item)).decode()
    return {**item, "additionalData": {"hmacSignature": signature}}


def verified(*items: object, keys: tuple[bytes, ...] = (KEY,)) -> int:
    """Have a body with these items verified."""
    found = {"notificationItems": [{"NotificationRequestItem": each} for each in items]}
    message = Message("POST", "", [], json.dumps(found).encode())
    return adyen.verify(message, Trust(keys=keys), 0)


def test_published() -> None:
    """The signature that Adyen's own libraries are tested with fits."""
    expected = (
        "7914073381342284::TestMerchant:TestPayment-1407325143704:1130:EUR:AUTHORISATION:true"
    )
    assert expected.encode() == adyen.content(ITEM)
    assert 0 == verified(ITEM)


def test_several_items() -> None:
    """Of several items each must be signed, by the same key, which is told."""
    assert 1 == verified(ITEM, signed(OTHER), keys=(b"other", KEY))
    for wrong in (OTHER, signed(OTHER, b"other"), None, "x"):
        for items in ((ITEM, wrong), (wrong, ITEM)):
            with pytest.raises(SignatureInvalid, match="fits none of the source's secrets"):
                verified(*items, keys=(b"other", KEY))


@pytest.mark.parametrize("path", adyen.SIGNED, ids=".".join)
@pytest.mark.parametrize("value", [..., "x", 7, False, None, [], {}, "\ud800", 1e400])
def test_changed(path: tuple[str, ...], value: object) -> None:
    """None of the eight fields can be another, or of another kind."""
    changed = json.loads(json.dumps({**ITEM, "originalReference": "1"}))
    right = signed(changed)
    assert 0 == verified(right)
    parent = right[path[0]] if path[1:] else right
    if value == ...:
        del parent[path[-1]]
    else:
        parent[path[-1]] = value
    with pytest.raises(SignatureInvalid):
        verified(right)


@pytest.mark.parametrize("signature", [None, "", 1, [], PUBLISHED[:-1], f"{PUBLISHED}\n", "\ud800"])
def test_other_signatures(signature: object) -> None:
    """A signature that is missing, malformed or written in another way is refused."""
    for data in ({"hmacSignature": signature}, signature):
        with pytest.raises(SignatureInvalid):
            verified({**ITEM, "additionalData": data})


@pytest.mark.parametrize(
    "items", [b"", b"\xff", b"[]", b"{}", b"1", b"[1]", b"[[]]", b"[" * 99_999]
)
def test_no_items(items: bytes) -> None:
    """A body without items is refused, as is one that is no JSON."""
    for body in (items, b'{"notificationItems": %s}' % items):
        with pytest.raises(SignatureInvalid):
            adyen.verify(Message("POST", "", [], body), Trust(keys=(KEY,)), 0)


def test_sample() -> None:
    """The signature of a sample takes the place that is kept for it."""
    item = {**ITEM, "additionalData": {"hmacSignature": "{signature}"}}
    body = json.dumps({"notificationItems": [{"NotificationRequestItem": item}]}).encode()
    request = adyen.sign(Request("", {}, body), Trust(keys=(KEY,)), 0)
    assert body.replace(b"{signature}", PUBLISHED.encode()) == request.body
