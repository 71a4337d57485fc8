"""Functions that could never run as handlers are refused, at the start and by their names."""

from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import BaseModel

from receiver.deliveries import Delivery
from receiver.discovery import collect
from receiver.errors import SettingsInvalid
from receiver.events import on

if TYPE_CHECKING:
    from decimal import Decimal


class Push(BaseModel):
    """A payload's model."""


def nothing() -> None:
    """Take nothing."""


def three(_delivery: Delivery, _payload: Push, _more: int) -> None:
    """Take too much."""


def untyped(_delivery, _payload) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Take a payload of an unknown shape."""


def no_model(_delivery: Delivery, _payload: dict[str, Any]) -> None:
    """Take a payload that is no model."""


def by_name(*, _delivery: Delivery) -> None:
    """Take the delivery only by its name."""


def payload_by_name(_delivery: Delivery, *, _payload: Push) -> None:
    """Take the payload only by its name."""


def unresolved(_delivery: Delivery, _payload: "Decimal") -> None:
    """Take what only a type checker knows."""


def generator(_delivery: Delivery) -> Iterator[None]:
    """Do nothing when called."""
    yield


async def async_generator(_delivery: Delivery) -> AsyncIterator[None]:
    """Do nothing when called."""
    yield


@pytest.mark.parametrize(
    "function",
    [
        nothing,
        three,
        untyped,
        no_model,
        by_name,
        payload_by_name,
        unresolved,
        generator,
        async_generator,
    ],
)
def test_misfit(function: Callable[..., Any]) -> None:
    """A function that could not be called, or would do nothing, is refused by its name."""
    with pytest.raises(SettingsInvalid) as refused:
        collect([on("fake")(function)])
    assert f"handler {__name__}.{function.__name__}(" in str(refused.value)
    assert "a handler takes (delivery: Delivery) or (delivery: Delivery, payload: Model)" in str(
        refused.value
    )
