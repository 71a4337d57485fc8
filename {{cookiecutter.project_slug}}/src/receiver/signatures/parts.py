"""Parts of a signature: what is signed, and how a header that lists several items is written."""

from dataclasses import dataclass
from typing import TypeAlias

from receiver.headers import Header
from receiver.places import Json


@dataclass(frozen=True, slots=True)
class Body:
    """The raw body, as a part of what is signed."""


@dataclass(frozen=True, slots=True)
class Url:
    """The whole URL that the sender was given, as a part of what is signed."""


@dataclass(frozen=True, slots=True)
class Method:
    """The request's method, as a part of what is signed."""


@dataclass(frozen=True, slots=True)
class Item:
    """The value of a named item in the signature header itself, such as Stripe's `t`."""

    name: bytes


Part: TypeAlias = Body | Url | Method | Item | Header | Json | bytes
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
