"""Fields find a value or nothing; ids and events are bounded and printable."""

from hashlib import sha256

import pytest

from fake import message
from receiver.errors import Malformed
from receiver.fields import BodyDigest, Field, Header, IfJson, Joined, Json, find_first

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    ("headers", "expected"),
    [({"Fake-Id": "1"}, "1"), ({"FAKE-ID": "1"}, "1"), ({"Fake-Id": ""}, None), ({}, None)],
)
def test_header(headers: dict[str, str], expected: str | None) -> None:
    """A header's text is found whatever its case; an empty one counts as absent."""
    assert expected == Header("Fake-Id").find(message(headers))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('{"data": {"id": "a"}}', "a"),
        ('{"data": {"id": 42}}', "42"),
        ('{"data": {"id": 0}}', "0"),
        ('{"data": {"id": -7}}', "-7"),
        ('{"data": {"id": "a"}, "data": {"id": "b"}}', "b"),
        ('{"data": {"id": true}}', None),
        ('{"data": {"id": false}}', None),
        ('{"data": {"id": null}}', None),
        ('{"data": {"id": ""}}', None),
        ('{"data": {"id": 1.0}}', None),
        ('{"data": {"id": 1e400}}', None),
        ('{"data": {"id": NaN}}', None),
        ('{"data": {"id": ["a"]}}', None),
        ('{"data": {"id": {"id": "a"}}}', None),
        ('{"data": "id"}', None),
        ('{"data": ["id"]}', None),
        ('{"data.id": "a"}', None),
        ("[]", None),
        ("null", None),
        ('"id"', None),
    ],
)
def test_json(body: str, expected: str | None) -> None:
    """Only a string that is not empty and a whole number, which a boolean is not, are values."""
    assert expected == Json("data.id").find(message({}, body.encode()))


def test_json_in_a_form() -> None:
    """The JSON may stand in the form field `payload`."""
    assert "1" == Json("id").find(message(FORM, b"payload=%7B%22id%22%3A1%7D"))


@pytest.mark.parametrize("body", [b"payload=1&payload=2", b"other=1", b"", b"payload", b"\xff=1"])
def test_no_json_in_a_form(body: bytes) -> None:
    """A form that does not hold exactly one payload is malformed."""
    with pytest.raises(Malformed):
        Json("id").find(message(FORM, body))


@pytest.mark.parametrize(("body", "expected"), [(b'{"id": 1}', "1"), (b"plain", None), (b"", None)])
def test_if_json(body: bytes, expected: str | None) -> None:
    """A field of JSON finds nothing in a body that is none, where that is allowed."""
    assert expected == IfJson(Json("id")).find(message({}, body))


@pytest.mark.parametrize(
    ("headers", "expected"),
    [({"A": "x", "B": "y"}, "x.y"), ({"A": "x"}, "x"), ({"B": "y"}, None), ({}, None)],
)
def test_joined(headers: dict[str, str], expected: str | None) -> None:
    """Fields are joined by a dot; without the first there is nothing."""
    assert expected == Joined(Header("A"), (Header("B"),)).find(message(headers))


def test_body_digest() -> None:
    """A body's digest is its SHA-256 in hex."""
    assert sha256(b"\x00").hexdigest() == BodyDigest().find(message({}, b"\x00"))


def test_the_first_field_counts() -> None:
    """The first field that finds something decides, the later ones are not asked."""
    fields: tuple[Field, ...] = (Header("A"), Header("B"), Json("id"))
    assert "b" == find_first("id", fields, message({"B": "b"}, b"no JSON"))


def test_nothing_found() -> None:
    """A delivery without the value is malformed."""
    with pytest.raises(Malformed, match="the delivery has no event"):
        find_first("event", (Header("A"), Json("event")), message({}))
