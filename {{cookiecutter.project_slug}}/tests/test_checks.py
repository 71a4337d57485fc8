"""`check_first`: a payload that does not fit is told before the answer, without repeating it."""

import json

import pytest
from pydantic import BaseModel

from fake import delivery
from receiver.deliveries import Delivery
from receiver.discovery import collect
from receiver.errors import PayloadInvalid
from receiver.events import on


class Signup(BaseModel):
    """What the handlers here ask for."""

    user_id: int
    names: list[str] = []


@on("fake", "signup", check_first=True)
def welcome(_delivery: Delivery, _payload: Signup) -> None:
    """Ask for the payload to be checked before the answer."""


@on("fake", "signup")
def log(_delivery: Delivery, _payload: Signup) -> None:
    """Ask for the same payload, but for no check."""


@on("fake", "signup", check_first=True)
def count(_delivery: Delivery) -> None:
    """Ask for a check of nothing."""


def signup(body: bytes, content_type: str = "") -> Delivery:
    """Return a delivery for those handlers."""
    return delivery(event="signup", body=body, content_type=content_type)


def test_fits() -> None:
    """A payload that fits passes."""
    collect([welcome, log, count]).check(signup(b'{"user_id": 42}'))


def test_misfit() -> None:
    """The errors come in the shape that FastAPI gives its own, and hold no input."""
    with pytest.raises(PayloadInvalid) as refused:
        collect([welcome]).check(signup(b'{"user_id": "canary", "names": ["a", {"b": "canary"}]}'))
    assert [
        {
            "loc": ("body", "user_id"),
            "msg": "Input should be a valid integer, unable to parse string as an integer",
            "type": "int_parsing",
        },
        {
            "loc": ("body", "names", 1),
            "msg": "Input should be a valid string",
            "type": "string_type",
        },
    ] == refused.value.members()["detail"]
    assert "canary" not in json.dumps(refused.value.members()) + str(refused.value)


def test_without_check_first() -> None:
    """Without `check_first` a misfit is no reason to refuse the delivery."""
    collect([log, count]).check(signup(b"plain"))


def test_other_event() -> None:
    """A handler checks the deliveries that are for it, and no others."""
    collect([welcome]).check(delivery(event="other", body=b"plain"))
