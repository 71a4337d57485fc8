"""Events meet handlers: `@on` marks a function, `Handlers` says which ones a delivery is for.

`@on` registers nothing anywhere: it leaves a mark on the function, which stays callable as
it is, and `discovery.py` collects the marks of the package `handlers`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from receiver.deliveries import Delivery
from receiver.errors import PayloadInvalid

MARK = "__receiver_on__"
Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What `@on` was told: for which deliveries, and with which limits of its own."""

    provider: str
    event: str
    timeout: float | None = None
    attempts: int | None = None
    check_first: bool = False


def on(
    provider: str,
    event: str = "*",
    *,
    timeout: float | None = None,
    attempts: int | None = None,
    check_first: bool = False,
) -> Callable[[Function], Function]:
    """Mark a function as the handler of a provider's event.

    `provider` may also be the name of a source. `event` is a whole name (``push``), the
    first part of a dotted one (``issues`` stands for ``issues.opened`` too), or ``*``.
    `timeout` (seconds) and `attempts` replace the settings' figures. With `check_first`
    the payload is checked against the handler's model before the answer, and a sender of
    our own (``generic``) hears 422 with the field errors.
    """
    subscription = Subscription(
        provider=provider, event=event, timeout=timeout, attempts=attempts, check_first=check_first
    )

    def mark(function: Function) -> Function:
        setattr(function, MARK, (*getattr(function, MARK, ()), subscription))
        return function

    return mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Handler:
    """One function of yours for one subscription. `name` is its module and name."""

    name: str
    function: Callable[..., Any]
    subscription: Subscription
    model: type[BaseModel] | None
    is_async: bool

    def wants(self, delivery: Delivery) -> bool:
        """Say whether the delivery is for this handler."""
        event = self.subscription.event
        return self.subscription.provider in (delivery.provider, delivery.source) and (
            event in ("*", delivery.event) or delivery.event.startswith(f"{event}.")
        )

    def arguments(self, delivery: Delivery) -> tuple[Any, ...]:
        """Return what to call the function with; raises `ValueError` for a payload that misfits."""
        if self.model is None:
            return (delivery,)
        return (delivery, self.model.model_validate_json(delivery.payload()))


@dataclass(frozen=True, slots=True)
class Handlers:
    """All handlers of this service, in the order of their modules."""

    all: tuple[Handler, ...] = ()

    def of(self, delivery: Delivery) -> list[Handler]:
        """Return the handlers that a delivery is for; a function marked twice is there once."""
        wanting = {each.name: each for each in reversed(self.all) if each.wants(delivery)}
        return list(reversed(wanting.values()))

    def check(self, delivery: Delivery) -> None:
        """Raise `PayloadInvalid` if a handler with `check_first` could not take the payload."""
        for handler in self.all:
            if handler.subscription.check_first and handler.wants(delivery):
                try:
                    handler.arguments(delivery)
                except ValueError as error:
                    raise PayloadInvalid(_details(error)) from None
                except Exception:  # noqa: BLE001, S112 - the model's own code broke: attempts tell
                    continue


def _details(error: ValueError) -> list[Any]:
    """Return what is wrong with a payload, by field if it could be read, and without the input."""
    if isinstance(error, ValidationError):
        return error.errors(include_url=False, include_context=False, include_input=False)
    return [{"loc": (), "msg": str(error), "type": "value_error"}]
