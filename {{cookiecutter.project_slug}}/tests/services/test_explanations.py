"""Explanations: an error's own words, without the payload, fit for any database column."""

import pytest
from pydantic import BaseModel, ValidationError

from receiver.services.explanations import LONGEST, message_of, where


class Push(BaseModel):
    """A payload."""

    ref: int
    names: list[int] = []


class Mute(Exception):
    """An error that cannot even say what it is."""

    def __str__(self) -> str:
        """Fail."""
        raise LookupError


def misfit(body: bytes) -> ValidationError:
    """Return the error that a payload leads to."""
    with pytest.raises(ValidationError) as found:
        Push.model_validate_json(body)
    return found.value


def test_words() -> None:
    """An error says what it was given."""
    assert "no such user" == message_of(LookupError("no such user"))
    assert "" == message_of(LookupError())


def test_cut_off() -> None:
    """A very long message is cut off."""
    assert "x" * LONGEST == message_of(LookupError("x" * 1_000_000))


@pytest.mark.parametrize("words", ["\x00", "a\x00b", "\ud800", "☃\udfff"])
def test_what_no_database_takes(words: str) -> None:
    """NUL and lone surrogates, which come from payloads, are written as escapes."""
    told = message_of(LookupError(words))
    assert told.encode()
    assert "\x00" not in told
    assert "\\" in told


def test_an_error_without_words() -> None:
    """An error whose own words raise is explained all the same."""
    assert isinstance(message_of(Mute()), str)


def test_misfit() -> None:
    """A payload that does not fit is told field by field, without its values."""
    told = message_of(misfit(b'{"ref": "canary", "names": [1, "canary"]}'))
    assert (
        "the payload does not fit Push: "
        "ref: Input should be a valid integer, unable to parse string as an integer; "
        "names.1: Input should be a valid integer, unable to parse string as an integer" == told
    )


def test_no_json() -> None:
    """A payload that is no JSON is told without quoting it."""
    told = message_of(misfit(b"canary"))
    assert told.startswith("the payload does not fit Push: payload: Invalid JSON")
    assert "canary" not in told


def test_where() -> None:
    """The place is the file and line that raised."""
    with pytest.raises(ValidationError) as found:
        Push.model_validate_json(b"")
    assert where(found.value).startswith("main.py:")
    assert "" == where(LookupError("never raised"))
