"""Places in JSON: a path finds one value or nothing, and its bytes for signatures."""

import pytest

from fake import message
from receiver.errors import Malformed
from receiver.places import Json

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


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


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("0.id", "a"),
        ("1.0", "b"),
        ("00.id", "a"),
        ("2", None),
        ("-1", None),
        ("id", None),
        ("0.0", None),
        ("0.id.0", None),
        ("\u00b2", None),
        ("9" * 4000, None),
    ],
)
def test_json_arrays(path: str, expected: str | None) -> None:
    """An item of an array is found by its number, from the start."""
    assert expected == Json(path).find(message({}, b'[{"id": "a"}, ["b"]]'))


@pytest.mark.parametrize(
    ("body", "expected"),
    [(b'{"id": "\\u00e9\\ud800"}', [b"\xc3\xa9\xed\xa0\x80"]), (b'{"id": 7}', [b"7"]), (b"{}", [])],
)
def test_bytes_of_json(body: bytes, expected: list[bytes]) -> None:
    """Text of JSON has bytes whatever it holds, as a signature may be over any of it."""
    assert expected == Json("id").raw(message({}, body))
