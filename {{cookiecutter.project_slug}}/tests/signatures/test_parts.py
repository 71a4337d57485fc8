"""What is signed is made of the bytes that came, each part of them there once."""

import pytest

from receiver.errors import SignatureInvalid
from receiver.headers import Header
from receiver.messages import Message
from receiver.places import Json
from receiver.signatures.parts import Body, Item, Method, Part, Url
from receiver.signatures.reading import value_of

SENT = Message("PUT", "https://x/é\udcff", [(b"host", b"\xff")], b'{"id": "\xc3\xa9"}')


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (b".", b"."),
        (Body(), SENT.body),
        (Url(), "https://x/é".encode() + b"\xff"),
        (Method(), b"PUT"),
        (Item(b"t"), b"5"),
        (Header("Host"), b"\xff"),
        (Json("id"), "é".encode()),
    ],
)
def test_parts(part: Part, expected: bytes) -> None:
    """What is signed is the bytes that came."""
    assert expected == value_of(part, SENT, {b"t": [b"5"], b"v": [b"6", b"6"], b"e": [b""]})


@pytest.mark.parametrize("part", [Item(b"v"), Item(b"e"), Item(b"x"), Header("X"), Json("x")])
def test_lacking(part: Part) -> None:
    """A part that is missing, empty, or there twice makes the signature invalid."""
    with pytest.raises(SignatureInvalid, match="lacks what its signature must cover"):
        value_of(part, SENT, {b"v": [b"6", b"6"], b"e": [b""]})
