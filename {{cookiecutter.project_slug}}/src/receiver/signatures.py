"""Signatures: what a sender signs and where it puts the result, as data, and one verifier.

A `Scheme` is fixed by the source. Nothing that a request brings can choose another
algorithm, another header or another secret. Everything is compared as bytes and in
constant time, and the verifier raises nothing but `SignatureInvalid` and `TimestampOutside`.
"""

import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from receiver.errors import Malformed, SignatureInvalid
from receiver.fields import Header
from receiver.messages import Message
from receiver.parts import Body, Item, Items, Part, hex_digest, utf8
from receiver.timestamps import Timestamp

Found: TypeAlias = dict[bytes, list[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """How a sender signs with HMAC. The defaults are the plainest: hex of the body's HMAC.

    A signature begins with `prefix`, and may begin with `optional_prefix`.
    """

    header: Header
    items: Items | None = None
    prefix: bytes = b""
    optional_prefix: bytes = b""
    content: tuple[Part, ...] = (Body(),)
    algorithm: Literal["sha1", "sha256", "sha512"] = "sha256"
    encode: Callable[[bytes], bytes] = hex_digest
    timestamp: Timestamp | None = None
    secret: Callable[[str], bytes] = utf8

    def verify(self, message: Message, secrets: Sequence[bytes], now: float) -> int:
        """Return the index of the secret that the message was signed with.

        `now` is in Unix seconds. Raises `SignatureInvalid` or `TimestampOutside`.
        """
        items = self._items(message)
        if self.timestamp:
            self.timestamp.check(self._value(self.timestamp.place, message, items), now)
        signatures = items[self.items.signature if self.items else b""]
        content = b"".join(self._value(part, message, items) for part in self.content)
        for index, secret in enumerate(secrets):
            expected = self.prefix + self.encode(hmac.digest(secret, content, self.algorithm))
            if any([hmac.compare_digest(expected, each) for each in signatures]):  # noqa: C419 - no early end
                return index
        message_ = f"the signature in {self.header.name} fits none of the source's secrets"
        raise SignatureInvalid(message_)

    def _items(self, message: Message) -> Found:
        """Return the items of the signature header by name; a bare signature's name is empty."""
        value = only_line(message, self.header)
        if self.items is None:
            return {b"": [value.removeprefix(self.optional_prefix)]}
        found: Found = {self.items.signature: []}
        for pair in value.split(self.items.separator):
            name, _, text = pair.partition(self.items.equals)
            found.setdefault(name, []).append(text)
        return found

    def _value(self, part: Part, message: Message, items: Found) -> bytes:
        """Return the bytes of one part of the signed content."""
        match part:
            case bytes():
                return part
            case Body():
                return message.body
            case Item(name):
                values = items.get(name, [])
            case Header():
                return only_line(message, part)
        if len(values) != 1 or not values[0]:
            message_ = f"the signature in {self.header.name} lacks what it must cover"
            raise SignatureInvalid(message_)
        return values[0]


def only_line(message: Message, header: Header) -> bytes:
    """Return the value of a header that the signature needs: it must stand there once."""
    try:
        value = message.header(header.key)
    except Malformed as error:
        raise SignatureInvalid(error.detail) from None
    if not value:
        message_ = f"the header {header.name} is missing"
        raise SignatureInvalid(message_)
    return value
