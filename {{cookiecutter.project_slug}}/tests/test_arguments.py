"""Arguments: a handler may ask for a session, as the last of what it takes."""

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import BaseModel

from receiver.arguments import Asked, asked
from receiver.deliveries import Delivery
from receiver.errors import SettingsInvalid


class Push(BaseModel):
    """A payload's model."""


class Session:
    """What a handler may ask for."""


async def alone(_delivery: Delivery) -> None:
    """Take no session."""


async def with_session(_delivery: Delivery, _session: Session) -> None:
    """Take a session."""


async def with_both(_delivery: Delivery, _payload: Push, _session: Session) -> None:
    """Take a payload and a session."""


async def session_first(_delivery: Delivery, _session: Session, _payload: Push) -> None:
    """Take a payload after the session."""


async def two_sessions(_delivery: Delivery, _session: Session, _other: Session) -> None:
    """Take two sessions."""


def in_a_thread(_delivery: Delivery, _session: Session) -> None:
    """Take a session to where it does not work."""


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (alone, Asked()),
        (with_session, Asked(session=True)),
        (with_both, Asked(Push, session=True)),
    ],
)
def test_session(function: Callable[..., Any], expected: Asked) -> None:
    """A handler may ask for a session, after the payload if it asks for that as well."""
    assert expected == asked("name", function, Session)


@pytest.mark.parametrize("function", [session_first, two_sessions])
def test_wrong_place(function: Callable[..., Any]) -> None:
    """A session comes last, and there is one; the message says so."""
    with pytest.raises(SettingsInvalid) as refused:
        asked("name", function, Session)
    told = ", each with a session: Session after it if it wants one, by position"
    assert told in str(refused.value)


def test_in_a_thread() -> None:
    """A function that is not async cannot work with a session, and hears so."""
    with pytest.raises(SettingsInvalid, match="name: only an async function can work with"):
        asked("name", in_a_thread, Session)


@pytest.mark.parametrize("function", [with_session, with_both])
def test_no_sessions(function: Callable[..., Any]) -> None:
    """Where there are no sessions, asking for one is asking for what there is not."""
    with pytest.raises(SettingsInvalid):
        asked("name", function, None)
