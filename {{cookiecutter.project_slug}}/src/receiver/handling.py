"""Handling: the functions that `@on` marked, and which of them a delivery is for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from receiver.deliveries import Delivery
from receiver.errors import PayloadInvalid
from receiver.events import Subscription
from receiver.fields import ordering_of
from receiver.places import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Handler:
    """One function of yours for one subscription. `name` is its module and name.

    One that `takes_session` gets the session in which its delivery will be marked done, as
    its last argument.
    """

    name: str
    function: Callable[..., Any]
    subscription: Subscription
    model: type[BaseModel] | None
    is_async: bool
    takes_session: bool = False

    def wants(self, delivery: Delivery) -> bool:
        """Say whether the delivery is for this handler."""
        event = self.subscription.event
        return self.subscription.provider in (delivery.provider, delivery.source) and (
            event in ("*", delivery.event) or delivery.event.startswith(f"{event}.")
        )

    def arguments(self, delivery: Delivery) -> tuple[Any, ...]:
        """Return what to call the function with; raises `ValueError` for a payload that misfits.

        A session is not among it: there is one only while the function runs.
        """
        if self.model is None:
            return (delivery,)
        return (delivery, self.model.model_validate_json(delivery.payload()))


@dataclass(frozen=True, slots=True)
class Handlers:
    """All handlers of this service, in the order of their modules.

    `checking` are those with `check_first`, `ordering` those that name an ordering key: mostly
    none, and every delivery is asked for them.
    """

    all: tuple[Handler, ...] = ()
    checking: tuple[Handler, ...] = field(init=False, repr=False)
    ordering: tuple[Handler, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Pick out those that have a say before a delivery is stored."""
        checking = tuple(each for each in self.all if each.subscription.check_first)
        ordering = tuple(each for each in self.all if each.subscription.ordering)
        object.__setattr__(self, "checking", checking)
        object.__setattr__(self, "ordering", ordering)

    def of(self, delivery: Delivery) -> list[Handler]:
        """Return the handlers that a delivery is for; a function marked twice is there once."""
        wanting = {each.name: each for each in reversed(self.all) if each.wants(delivery)}
        return list(reversed(wanting.values()))

    def ordering_of(self, delivery: Delivery) -> str | None:
        """Return the ordering key that a handler names for a delivery, else the provider's."""
        for handler in self.ordering:
            if handler.wants(delivery):
                return _value_at(handler.subscription.ordering, delivery)
        return delivery.ordering

    def check(self, delivery: Delivery) -> None:
        """Raise `PayloadInvalid` if a handler with `check_first` could not take the payload."""
        for handler in self.checking:
            if handler.wants(delivery):
                try:
                    handler.arguments(delivery)
                except ValueError as error:
                    raise PayloadInvalid(_details(error)) from None
                except BaseException:  # noqa: BLE001, S112 - the model's own code broke: attempts tell
                    continue


def _value_at(path: str, delivery: Delivery) -> str | None:
    """Return the ordering key that stands at a path of the payload, if there is one."""
    try:
        return ordering_of(Json(path).within(delivery.json()))
    except (ValueError, RecursionError):  # no JSON
        return None


def _details(error: ValueError) -> list[Any]:
    """Return what is wrong with a payload, by field if it could be read, and without the input."""
    if isinstance(error, ValidationError):
        return error.errors(include_url=False, include_context=False, include_input=False)
    return [{"loc": (), "msg": str(error), "type": "value_error"}]
