"""Adyen's signatures: an HMAC in each item of the body, over eight of its fields.

https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures
"""

from dataclasses import replace
from typing import Any

from receiver.errors import Malformed, SignatureInvalid
from receiver.messages import Message
from receiver.signatures.algorithms import Hmac
from receiver.signatures.encodings import BASE64
from receiver.signatures.signing import Request
from receiver.trust import Trust

SIGNED = (
    ("pspReference",),
    ("originalReference",),
    ("merchantAccountCode",),
    ("merchantReference",),
    ("amount", "value"),
    ("amount", "currency"),
    ("eventCode",),
    ("success",),
)
HMAC = Hmac(encoding=BASE64)


def member(value: Any, *path: str) -> str:  # noqa: ANN401 - JSON is anything
    """Return a string or whole number as text, empty for anything else."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int) else ""


def items(message: Message) -> list[Any]:
    """Return the items, of which there must be one or more."""
    try:
        body = message.json()
    except Malformed as error:
        raise SignatureInvalid(error.detail) from None
    found = body.get("notificationItems") if isinstance(body, dict) else None
    if not (isinstance(found, list) and found):
        reason = "the body has no notificationItems"
        raise SignatureInvalid(reason)
    return [
        each.get("NotificationRequestItem") if isinstance(each, dict) else None for each in found
    ]


def content(item: Any) -> bytes:  # noqa: ANN401 - JSON is anything
    """Return what is signed: eight fields joined by colons, empty where one is missing."""
    return ":".join(member(item, *path) for path in SIGNED).encode(errors="surrogatepass")


def verify(message: Message, trust: Trust, _now: float) -> int:
    """Check each item, all of them with the same key; return its index."""
    signed = [
        (content(item), member(item, "additionalData", "hmacSignature").encode(errors="replace"))
        for item in items(message)
    ]
    for index, key in enumerate(trust.keys):
        if all([HMAC.fits(key, each, [signature]) for each, signature in signed]):  # noqa: C419 - no early end
            return index
    reason = "an item's additionalData.hmacSignature fits none of the source's secrets"
    raise SignatureInvalid(reason)


def sign(request: Request, trust: Trust, _now: int) -> Request:
    """Fill in the signature of the one item of a sample."""
    signature = HMAC.sign(trust.keys[0], content(items(request.message())[0]))
    return replace(request, body=request.body.replace(b"{signature}", signature))
