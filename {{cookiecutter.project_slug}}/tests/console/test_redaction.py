"""Redaction: what is not to be seen is on no page and in no download, and never half."""

import json
from urllib.parse import quote

import pytest

from fake import delivery
from receiver.console.showing.bodies import redacted
from receiver.console.showing.redaction import Redaction
from receiver.deliveries import FORM

HIDES = Redaction((("email",), ("card", "number")))


def rest(body: object, content_type: str = "") -> object:
    """Return what is left of a body."""
    given = body if isinstance(body, bytes) else json.dumps(body).encode()
    text = redacted(delivery(body=given, content_type=content_type), HIDES)
    return None if text is None else json.loads(text)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"email": "x", "a": 1}, {"email": "[redacted]", "a": 1}),
        ({"a": [{"EMail": {"b": 1}}]}, {"a": [{"EMail": "[redacted]"}]}),
        ({"card": {"number": 4, "exp": 1}}, {"card": {"number": "[redacted]", "exp": 1}}),
        ({"cards": {"number": 4}, "number": 5}, {"cards": {"number": 4}, "number": 5}),
        ({"card": [{"number": 4}]}, {"card": [{"number": "[redacted]"}]}),
        ({"card.number": 4}, {"card.number": "[redacted]"}),
        ({"a": '{"email":"x","b":1}'}, {"a": '{"email":"[redacted]","b":1}'}),
        ({"a": '"{\\"email\\":1}"'}, {"a": '"{\\"email\\":\\"[redacted]\\"}"'}),
        ([1, "email", None], [1, "email", None]),
    ],
)
def test_json(body: object, expected: object) -> None:
    """Fields are found by their name at any depth, by a path, and in JSON within a text."""
    assert expected == rest(body)


def test_twice() -> None:
    """Of fields of one name, none slips through."""
    assert {"email": "[redacted]"} == rest(b'{"email": "canary", "email": "canary"}')


def test_forms() -> None:
    """Fields of forms are found as well, with their names in brackets, or JSON as their value."""
    payload = quote('{"email":"canary"}')
    body = f"Email=canary&card%5Bnumber%5D=canary&a=1&a=2&payload={payload}".encode()
    hidden = [["Email", "[redacted]"], ["card[number]", "[redacted]"]]
    others = [["a", "1"], ["a", "2"], ["payload", '{"email":"[redacted]"}']]
    assert hidden + others == rest(body, FORM)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b'{"email": "canary"', ""),
        (b'<email>canary</email>{"email"', "application/xml"),
        (b"\xff\x00canary", ""),
        (b'{"email": "canary\xff"}', ""),
        (b"canary", FORM),
        (b"a=%ff&canary=1", FORM),
        (b"[" * 100_000 + b"]" * 100_000, ""),
        (b"", ""),
    ],
)
def test_never_half(body: bytes, content_type: str) -> None:
    """What cannot be taken apart is not shown at all."""
    assert None is rest(body, content_type)
