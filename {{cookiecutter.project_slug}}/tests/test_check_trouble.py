"""`check_first` and payloads that cannot be read, or models that break: neither is a 500."""

import pytest
from pydantic import BaseModel, model_validator

from fake import delivery
from receiver.deliveries import Delivery
from receiver.discovery import collect
from receiver.errors import PayloadInvalid
from receiver.events import on


class Signup(BaseModel):
    """What the handler here asks for."""

    user_id: int


@on("fake", "signup", check_first=True)
def welcome(_delivery: Delivery, _payload: Signup) -> None:
    """Ask for the payload to be checked before the answer."""


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", ""),
        (b"plain", ""),
        (b"\xff", ""),
        (b"\xef\xbb\xbf{}", ""),
        (b"[" * 100_000, ""),
        (b'{"user_id": "\\ud800"}', ""),
        (b'{"user_id": NaN}', ""),
        (b'{"user_id": ' + b"1" * 5000 + b"x}", ""),
        (b"payload=1&payload=1", "application/x-www-form-urlencoded"),
        (b"payload=%ff", "application/x-www-form-urlencoded"),
    ],
)
def test_no_json(body: bytes, content_type: str) -> None:
    """A payload that cannot be read at all is refused the same way, whatever is wrong with it."""
    with pytest.raises(PayloadInvalid) as refused:
        collect([welcome]).check(delivery(event="signup", body=body, content_type=content_type))
    assert {"loc", "msg", "type"} == set(refused.value.errors[0])
    assert "body" == refused.value.errors[0]["loc"][0]


class Bare(BaseException):
    """What few catch."""


@pytest.mark.parametrize("error", [LookupError, Bare])
def test_model_that_raises(error: type[BaseException]) -> None:
    """A model whose own code breaks is no reason to refuse: the delivery's attempts will tell."""

    class Broken(BaseModel):
        @model_validator(mode="before")
        @classmethod
        def fail(cls, _data: object) -> object:
            raise error

    def handle(_delivery: Delivery, payload: Broken) -> None:
        raise AssertionError(payload)

    handle.__annotations__["payload"] = Broken
    collect([on("fake", check_first=True)(handle)]).check(delivery())
