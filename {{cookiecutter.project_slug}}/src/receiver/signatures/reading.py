"""Reading: from a message to the signatures in it, and to the bytes of what is signed."""

from typing import TypeAlias

from receiver.errors import SignatureInvalid
from receiver.headers import Header
from receiver.messages import Message
from receiver.places import Json, Place
from receiver.signatures.parts import Body, Item, Items, Method, Part, Url

Found: TypeAlias = dict[bytes, list[bytes]]
"""The values of a signature's items by name; a bare signature's name is empty."""


def items_in(place: Place, grammar: Items | None, message: Message) -> Found:
    """Return what stands in the place of the signature, by its names.

    Raises `SignatureInvalid` where nothing does, `Malformed` where that cannot be read.
    """
    values = place.raw(message)
    if not values:
        reason = f"the signature in {place} is missing"
        raise SignatureInvalid(reason)
    if grammar is None:
        return {b"": values}
    found: Found = {grammar.signature: []}
    for pair in values[0].split(grammar.separator):
        name, _, text = pair.partition(grammar.equals)
        glued = text.replace(b", ", b",")
        again = any(b"," + each + grammar.equals in glued for each in found)
        if again or text.endswith(b",") or (name.startswith(b" ") and name.strip(b" ") in found):
            reason = f"the signature in {place} was folded of several lines"
            raise SignatureInvalid(reason)
        found.setdefault(name, []).append(text)
    return found


def value_of(part: Part, message: Message, items: Found) -> bytes:
    """Return the bytes of one part of the signed content.

    Raises `SignatureInvalid` unless it is there, once.
    """
    match part:
        case bytes():
            return part
        case Body():
            return message.body
        case Url():
            return message.url.encode(errors="surrogateescape")
        case Method():
            return message.method.encode()
        case Item(name):
            values = items.get(name, [])
        case Header() | Json():
            values = part.raw(message)
    if len(values) != 1 or not values[0]:
        reason = "the request lacks what its signature must cover"
        raise SignatureInvalid(reason)
    return values[0]
