"""Discovery: from the marks that `@on` left in modules to the handlers of this service."""

import re
from collections.abc import Callable, Iterable
from inspect import iscoroutinefunction
from types import ModuleType
from typing import Any

from receiver.arguments import asked
from receiver.errors import SettingsInvalid
from receiver.events import MARK, Subscription
from receiver.handling import Handler, Handlers

PATH = re.compile(r"[^\s.$/\[\]]+(\.[^\s.$/\[\]]+)*")
"""Names and numbers between dots; other ways to write a path would never find anything."""


def marked(modules: Iterable[ModuleType]) -> list[Callable[..., Any]]:
    """Return the marked functions that the modules define, in the order of their definition."""
    return [
        function
        for module in modules
        for function in vars(module).values()
        if _is_marked(function) and function.__module__ == module.__name__
    ]


def _is_marked(value: object) -> bool:
    """Say so without asking the object, of which some (loggers, proxies) make up what they lack."""
    return callable(value) and MARK in getattr(value, "__dict__", ())


def collect(functions: Iterable[Callable[..., Any]], session: type | None = None) -> Handlers:
    """Return the handlers that marked functions make; raises `SettingsInvalid` for a misfit.

    A function whose last parameter is of the type `session` gets one of that type.
    """
    found = tuple(
        _handler(function, subscription, session)
        for function in functions
        for subscription in getattr(function, MARK)
    )
    named: dict[str, Callable[..., Any]] = {}
    for handler in found:
        if named.setdefault(handler.name, handler.function) is not handler.function:
            message = f"handler {handler.name}: there are two of this name, of which one would run"
            raise SettingsInvalid(message)
    return Handlers(found)


def _handler(
    function: Callable[..., Any], subscription: Subscription, session: type | None
) -> Handler:
    name = f"{function.__module__}.{function.__name__}"
    if subscription.ordering and not PATH.fullmatch(subscription.ordering):
        message = (
            f"handler {name}: ordering {subscription.ordering!r} is no path of a value in the "
            "JSON payload, such as data.object.id or items.0.id"
        )
        raise SettingsInvalid(message)
    wants = asked(name, function, session)
    return Handler(
        name=name,
        function=function,
        subscription=subscription,
        model=wants.model,
        is_async=iscoroutinefunction(function),
        takes_session=wants.session,
    )
