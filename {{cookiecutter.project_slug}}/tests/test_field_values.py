"""What an id or an event may look like: bounded, printable, storable in every database."""

import json

import pytest

from fake import message
from receiver.errors import Malformed
from receiver.fields import LONGEST, find_first
from receiver.headers import Header
from receiver.messages import Message
from receiver.places import Json


@pytest.mark.parametrize(
    "value", ["a", "a b", "[red]", "Zürich ☃ 東京 🎉", "'; DROP TABLE", "x" * LONGEST]
)
def test_printable(value: str) -> None:
    """A printable value of at most 255 characters is taken as it is."""
    body = json.dumps({"id": value}).encode()
    assert value == find_first("id", (Json("id"),), message({}, body))


@pytest.mark.parametrize(
    "value",
    [
        "x" * (LONGEST + 1),
        "x" * 1_000_000,
        "a\nb",
        "a\r",
        "a\tb",
        "\x00",
        "\x1b[31m",
        "\x7f",
        "a\u2028b",
        "\u202eabc",
        "\ud800",
        "a\udfff",
    ],
)
def test_not_printable(value: str) -> None:
    """A longer value, control characters and lone surrogates are malformed, and not repeated."""
    body = json.dumps({"id": value}).encode()
    with pytest.raises(Malformed) as refused:
        find_first("id", (Json("id"),), message({}, body))
    assert "the id is longer than 255 characters or not printable" == str(refused.value)


def test_surrogate_in_the_bytes() -> None:
    """A lone surrogate is refused when it comes as bytes, too."""
    with pytest.raises(Malformed):
        find_first("id", (Json("id"),), message({}, b'{"id": "\xed\xa0\x80"}'))


@pytest.mark.parametrize("value", ["\x85", "\xa0", "x" * (LONGEST + 1), "a\x01"])
def test_header_not_printable(value: str) -> None:
    """The same holds for headers."""
    sent = Message("POST", "", [(b"fake-id", value.encode("latin-1"))], b"")
    with pytest.raises(Malformed):
        find_first("id", (Header("Fake-Id"),), sent)
