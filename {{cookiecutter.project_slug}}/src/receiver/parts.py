"""Parts of a signature: what is signed, how its header is written, how bytes become text."""

from base64 import b64encode
from dataclasses import dataclass
from typing import TypeAlias

from receiver.fields import Header


@dataclass(frozen=True, slots=True)
class Body:
    """The raw body, as a part of what is signed."""


@dataclass(frozen=True, slots=True)
class Item:
    """The value of a named item in the signature header itself, such as Stripe's `t`."""

    name: bytes


Part: TypeAlias = Body | Item | Header | bytes
"""A piece of the signed content; bytes stand for themselves."""


@dataclass(frozen=True, slots=True)
class Items:
    """The grammar of a signature header that lists named items, such as ``t=1,v1=ab,v1=cd``.

    `signature` names the items that hold signatures; items of any other name, older
    versions of the scheme among them, are never looked at.
    """

    signature: bytes
    separator: bytes = b","
    equals: bytes = b"="


def utf8(secret: str) -> bytes:
    """Take the secret literally, as its UTF-8 bytes."""
    return secret.encode()


def hex_digest(digest: bytes) -> bytes:
    """Write a digest as lower-case hex."""
    return digest.hex().encode()


def base64_digest(digest: bytes) -> bytes:
    """Write a digest as padded standard base64."""
    return b64encode(digest)
