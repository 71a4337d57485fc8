"""Fields of forms and parameters of URLs: each is found if it stands there once."""

import pytest

from fake import message
from receiver.errors import Malformed
from receiver.headers import Header
from receiver.messages import MOST_FIELDS, Message
from receiver.places import Either, Form, Json, Query

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def asked(query: str) -> Message:
    """Return a request of a URL with this query."""
    return Message("GET", f"https://example.org/?{query}", [], b"")


FOUND = [
    ("a=1", "1"),
    ("b=2&a=1", "1"),
    ("a=%41+%C3%A9", "A é"),
    ("a=%FF", "\udcff"),
    ("a=b=c", "b=c"),
    *((text, None) for text in ("", "a", "a=", "A=1", "b=1", "a=1&a=1", "a=1&a=", "=1", "a;a=1")),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_form(text: str, expected: str | None) -> None:
    """A form's field is found decoded, if it stands there once and holds something."""
    assert expected == Form("a").find(message(FORM, text.encode()))


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_query(text: str, expected: str | None) -> None:
    """So is a parameter of the URL, and its bytes are those that were escaped."""
    assert expected == Query("a").find(asked(text))
    assert expected == Query("a").find(asked(f"{text}#?a=2"))
    bytes_of = [] if expected is None else [expected.encode(errors="surrogateescape")]
    assert bytes_of == Query("a").raw(asked(text))


def test_too_many_fields() -> None:
    """A form or a query of more fields than anybody sends is malformed."""
    text = "&".join(["b=1"] * (MOST_FIELDS - 1) + ["a=1"])
    assert "1" == Query("a").find(asked(text)) == Form("a").find(message(FORM, text.encode()))
    with pytest.raises(Malformed, match="more than 1000 fields"):
        Query("a").find(asked(f"{text}&c=1"))
    with pytest.raises(Malformed, match="more than 1000 fields"):
        Form("a").find(message(FORM, f"{text}&c=1".encode()))


def test_either() -> None:
    """Of two places the first that holds something counts, and both are hidden and named."""
    either = Either(Header("Key"), Query("key"))
    for lines, query, expected in (
        ([(b"key", b"1")], "key=2", [b"1"]),
        ([(b"key", b"")], "key=2", [b"2"]),
        ([], "key=2", [b"2"]),
        ([], "", []),
    ):
        assert expected == either.raw(Message("POST", f"https://x/?{query}", lines, b""))
    assert (True, False) == (either.hides(b"key"), either.hides(b"x"))
    assert "`Key` or `?key=`" == str(either)
    assert ["JSON `a.b`", "form `a`"] == [str(Json("a.b")), str(Form("a"))]
