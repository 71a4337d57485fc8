"""Fields find a value or nothing; ids and events are bounded and printable."""

from hashlib import sha256

import pytest

from fake import message
from receiver.errors import Malformed
from receiver.fields import UNNAMED, BodyDigest, Field, Fixed, Read, find_first
from receiver.headers import Header
from receiver.messages import Message
from receiver.places import Json


def test_body_digest() -> None:
    """A body's digest is its SHA-256 in hex."""
    assert sha256(b"\x00").hexdigest() == BodyDigest().find(message({}, b"\x00"))


def test_fixed() -> None:
    """A fixed text is found in any message, so that none is without an event."""
    assert "ping" == Fixed("ping").find(message({}, b"\xff"))
    assert "unknown" == find_first("event", (Json("event"), UNNAMED), message({}))


def test_read() -> None:
    """A provider's own function is asked."""
    field = Read("the method", lambda sent: sent.method or None)
    assert "POST" == field.find(message({}))
    assert field.find(Message("", "", [], b"")) is None


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (BodyDigest(), "SHA-256 of the body"),
        (UNNAMED, "“unknown”"),
        (Read("kind and status", lambda _: None), "kind and status"),
    ],
)
def test_named(field: Field, expected: str) -> None:
    """A field names itself for people."""
    assert expected == str(field)


def test_the_first_field_counts() -> None:
    """The first field that finds something decides, the later ones are not asked."""
    fields: tuple[Field, ...] = (Header("A"), Header("B"), Json("id"))
    assert "b" == find_first("id", fields, message({"B": "b"}, b"no JSON"))


def test_nothing_found() -> None:
    """A delivery without the value is malformed."""
    with pytest.raises(Malformed, match="the delivery has no event"):
        find_first("event", (Header("A"), Json("event")), message({}))
