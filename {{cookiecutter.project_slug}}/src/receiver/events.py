"""Events: `@on` says which a function of yours handles, and with which limits.

It registers nothing anywhere: it leaves a mark on the function, which stays callable as it
is, and `discovery.py` collects the marks of the package `handlers`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

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
    ordering: str = ""


def on(  # noqa: PLR0913 - each is an option of its own, by name
    provider: str,
    event: str = "*",
    *,
    timeout: float | None = None,
    attempts: int | None = None,
    check_first: bool = False,
    ordering: str = "",
) -> Callable[[Function], Function]:
    """Mark a function as the handler of a provider's event.

    `provider` may also be the name of a source. `event` is a whole name (``push``), the
    first part of a dotted one (``issues`` stands for ``issues.opened`` too), or ``*``.
    `timeout` (seconds) and `attempts` replace the settings' figures. With `check_first`
    the payload is checked against the handler's model before the answer, and a sender of
    our own (``generic``) hears 422 with the field errors.

    `ordering` is the path of a value in the JSON payload (``data.object.id``): deliveries
    that share it are handled one at a time, as they arrived, and wait while one of them is
    retried. A delivery without that value waits for nobody.
    """
    subscription = Subscription(
        provider=provider,
        event=event,
        timeout=timeout,
        attempts=attempts,
        check_first=check_first,
        ordering=ordering,
    )

    def mark(function: Function) -> Function:
        setattr(function, MARK, (*getattr(function, MARK, ()), subscription))
        return function

    return mark
