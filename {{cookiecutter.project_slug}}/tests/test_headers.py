"""Headers are found whatever their case, each once, and never without their value."""

import pytest

from fake import message
from receiver.errors import Malformed
from receiver.headers import Bearer, Header, NumberedHeaders
from receiver.messages import Message

ALIASED, NUMBERED = Header("Svix-Id", alias="Webhook-Id"), NumberedHeaders("X-Sig.")


@pytest.mark.parametrize(
    ("headers", "expected"),
    [({"Fake-Id": "1"}, "1"), ({"FAKE-ID": "1"}, "1"), ({"Fake-Id": ""}, None), ({}, None)],
)
def test_header(headers: dict[str, str], expected: str | None) -> None:
    """A header's text is found whatever its case; an empty one counts as absent."""
    assert expected == Header("Fake-Id").find(message(headers))


def test_bytes() -> None:
    """A header's bytes are those that came; as text each is one character."""
    sent = Message("POST", "", [(b"fake-id", b"\xff \xc3\xa9")], b"")
    assert [b"\xff \xc3\xa9"] == Header("Fake-Id").raw(sent)
    assert "ÿ Ã©" == Header("Fake-Id").find(sent)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Svix-Id": "1", "Webhook-Id": "2"}, "1"),
        ({"Webhook-Id": "2"}, "2"),
        ({"Svix-Id": "", "Webhook-Id": "2"}, "2"),
        ({"Webhook-Id": ""}, None),
    ],
)
def test_alias(headers: dict[str, str], expected: str | None) -> None:
    """A header of two names is looked for under the second where the first is not there."""
    assert expected == ALIASED.find(message(headers))


@pytest.mark.parametrize(
    "place", [Header("A"), Header("B", alias="A"), NumberedHeaders("A-"), Bearer()]
)
def test_repeated(place: Header | NumberedHeaders | Bearer) -> None:
    """Where two lines of the header came, none of them is found."""
    lines = [(name, b"Bearer 1") for name in (b"a", b"a-1", b"authorization")] * 2
    with pytest.raises(Malformed, match="stands more than once"):
        place.raw(Message("POST", "", lines, b""))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Bearer a.b-c_~+/=", [b"a.b-c_~+/="]),
        ("bearer a", [b"a"]),
        ("BEARER  a ", [b"a"]),
        ("Bearer a b", [b"a b"]),
        ("Bearer \xe9", ["é".encode()]),
        *(
            (value, [])
            for value in ("", "Bearer", "Bearer ", "Bearera", "Basic a", " Bearer a", "a")
        ),
        *((value, []) for value in ("Bearer\ta", "Bearer:a", "Token Bearer a")),
    ],
)
def test_bearer(value: str, expected: list[bytes]) -> None:
    """A bearer token is what follows the scheme, the name of which has no case."""
    assert expected == Bearer().raw(message({"Authorization": value}))
    assert [] == Bearer().raw(message({}))


def test_hides() -> None:
    """Each tells its own headers, all of their names, from all others."""
    assert ALIASED.hides(b"svix-id")
    assert ALIASED.hides(b"webhook-id")
    assert Bearer().hides(b"authorization")
    assert not any(each.hides(b"x") for each in (ALIASED, NUMBERED, Bearer()))


def test_named() -> None:
    """Each names itself for people, as the sender's documentation writes it."""
    assert ["`Svix-Id`", "`X-Sig.1` …", "`Authorization: Bearer`"] == [
        str(each) for each in (ALIASED, NUMBERED, Bearer())
    ]
