"""Adyen's library, which signs as well: the items of payments."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from Adyen.util import (  # type: ignore[import-untyped]  # it ships no types
    generate_notification_sig,
    is_valid_hmac_notification,
)
from hypothesis import strategies as st
from senders import Sender, sender

from tests.oracles.bodies import TEXTS
from tests.oracles.oracle import Oracle, with_body

if TYPE_CHECKING:
    from receiver.signatures.signing import Request

OURS = sender("adyen")


def items(*found: dict[str, Any]) -> bytes:
    """Return a body with these items, signed by the library unless they say otherwise."""
    signed = [{"additionalData": signature(each), **each} for each in found]
    wrapped = [{"NotificationRequestItem": each} for each in signed]
    return json.dumps({"live": "false", "notificationItems": wrapped}, ensure_ascii=False).encode()


def signature(item: dict[str, Any], text: str = OURS.text) -> dict[str, str]:
    """Return an item's additional data with the library's signature."""
    return {"hmacSignature": generate_notification_sig(item, text).decode()}


def sign_item(our: Sender, request: Request, _now: int) -> Request:
    """Sign the one item of a body."""
    found = json.loads(request.body)["notificationItems"][0]["NotificationRequestItem"]
    return with_body(request, items({**found, "additionalData": signature(found, our.text)}))


def verify_item(our: Sender, request: Request) -> bool:
    """Verify with the library, which returns None where nothing is signed."""
    return bool(is_valid_hmac_notification(json.loads(request.body), our.text))


ITEMS = st.fixed_dictionaries(
    {
        "amount": st.fixed_dictionaries({"value": st.integers(), "currency": TEXTS}),
        "eventCode": TEXTS,
        "success": st.sampled_from(["true", "false"]),
        "additionalData": st.just({"hmacSignature": "{signature}"}),
    },
    optional=dict.fromkeys(
        ["pspReference", "originalReference", "merchantAccountCode", "merchantReference"], TEXTS
    ),
)
SDK = Oracle(
    provider="adyen",
    distribution="adyen",
    sign=sign_item,
    verify=verify_item,
    bodies=ITEMS.map(items),
)
ORACLES = (SDK,)
ITEM: dict[str, Any] = {
    "amount": {"value": 1130, "currency": "EUR"},
    "pspReference": "1",
    "eventCode": "AUTHORISATION",
    "success": "true",
}


def sent(*found: dict[str, Any]) -> Request:
    """Return a request with these items."""
    return with_body(OURS.unsigned(), items(*found))


def test_the_second_item() -> None:
    """The SDK looks at the first item alone; we refuse a forged second one."""
    forged = {**ITEM, "pspReference": "2", "additionalData": {"hmacSignature": "forged"}}
    assert (True, 401) == SDK.verdicts(sent(ITEM, forged))
    assert 200 == OURS.status(sent(ITEM, {**ITEM, "pspReference": "2"}))


def test_no_signature() -> None:
    """The SDK returns None, neither yes nor no, for what is not signed; we refuse it."""
    body = {"notificationItems": [{"NotificationRequestItem": ITEM}]}
    assert is_valid_hmac_notification(body, OURS.text) is None
    assert 401 == OURS.status(with_body(OURS.unsigned(), json.dumps(body).encode()))


def test_an_empty_signature() -> None:
    """The SDK raises ValueError for an empty signature; we refuse it."""
    request = sent({**ITEM, "additionalData": {"hmacSignature": ""}})
    with pytest.raises(ValueError, match="Must Provide hmacSignature"):
        verify_item(OURS, request)
    assert 401 == OURS.status(request)
