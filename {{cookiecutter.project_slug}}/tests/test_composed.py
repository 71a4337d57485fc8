"""Composed fields: several values in one, where all that has to be there is."""

from hashlib import sha256

import pytest

from fake import message
from receiver.composed import IfJson, Joined, Together
from receiver.fields import Field
from receiver.headers import Header
from receiver.places import Json

A, B = Header("A"), Header("B")


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
    assert expected == Joined(A, (B,)).find(message(headers))


def test_joined_to_something_long() -> None:
    """Where the whole would be too long for an id, a digest stands for all but the first."""
    fits, too_long = "y" * 253, "y" * 254
    assert f"x.{fits}" == Joined(A, (B,)).find(message({"A": "x", "B": fits}))
    digest = sha256(too_long.encode()).hexdigest()
    assert f"x.{digest}" == Joined(A, (B,)).find(message({"A": "x", "B": too_long}))


@pytest.mark.parametrize(
    ("headers", "expected"),
    [({"A": "x", "B": "y"}, "x.y"), ({"A": "x"}, None), ({"B": "y"}, None), ({}, None)],
)
def test_together(headers: dict[str, str], expected: str | None) -> None:
    """Fields that only tell deliveries apart together are all there, or there is nothing."""
    assert expected == Together((A, B)).find(message(headers))


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (IfJson(Json("id")), "JSON `id`"),
        (Joined(A, (Json("b"), B)), "`A` + JSON `b` + `B`"),
        (Together((A, Json("b"))), "`A` + JSON `b`"),
    ],
)
def test_named(field: Field, expected: str) -> None:
    """A field names its parts for people."""
    assert expected == str(field)
