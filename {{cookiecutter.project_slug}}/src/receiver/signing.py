"""Signing: the sender's half of a scheme, for samples and tests. The service never calls it."""

import hmac
from collections.abc import Mapping

from receiver.fields import Header
from receiver.messages import Message
from receiver.parts import Body, Item, Part
from receiver.signatures import Scheme


def sign(
    scheme: Scheme, headers: Mapping[str, str], body: bytes, secret: str, now: int
) -> dict[str, str]:
    """Return `headers` with the signature (and its timestamp) that the sender would add.

    `now` is in Unix seconds. Headers that the scheme covers must be among `headers`, but
    for that of the timestamp.
    """
    signed = dict(headers)
    if scheme.timestamp and isinstance(scheme.timestamp.place, Header):
        signed[scheme.timestamp.place.name] = str(now)
    message = Message("POST", "", encoded(signed), body)
    content = b"".join(_value(part, message, now) for part in scheme.content)
    digest = hmac.digest(scheme.secret(secret), content, scheme.algorithm)
    signature = (scheme.prefix + scheme.encode(digest)).decode()
    return {**signed, scheme.header.name: _written(scheme, signature, now)}


def encoded(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """Return headers as ASGI has them: lower-case names, bytes."""
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


def _value(part: Part, message: Message, now: int) -> bytes:
    match part:
        case bytes():
            return part
        case Body():
            return message.body
        case Item():
            return str(now).encode()
        case Header():
            return message.header(part.key) or b""


def _written(scheme: Scheme, signature: str, now: int) -> str:
    """Write the signature header in the scheme's grammar."""
    if scheme.items is None:
        return signature
    items = {scheme.items.signature: signature}
    if scheme.timestamp and isinstance(scheme.timestamp.place, Item):
        items = {scheme.timestamp.place.name: str(now), **items}
    equals, separator = scheme.items.equals.decode(), scheme.items.separator.decode()
    return separator.join(f"{name.decode()}{equals}{value}" for name, value in items.items())
