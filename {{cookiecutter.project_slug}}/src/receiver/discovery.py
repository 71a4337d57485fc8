"""Discovery: from the marks that `@on` left in modules to the handlers of this service."""

from collections.abc import Callable, Iterable
from inspect import (
    Parameter,
    isasyncgenfunction,
    isclass,
    iscoroutinefunction,
    isgeneratorfunction,
    signature,
)
from types import ModuleType
from typing import Any, get_type_hints

from pydantic import BaseModel

from receiver.errors import SettingsInvalid
from receiver.events import MARK, Subscription
from receiver.handling import Handler, Handlers

BY_POSITION = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)


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


def collect(functions: Iterable[Callable[..., Any]]) -> Handlers:
    """Return the handlers that marked functions make; raises `SettingsInvalid` for a misfit."""
    found = tuple(
        _handler(function, subscription)
        for function in functions
        for subscription in getattr(function, MARK)
    )
    named: dict[str, Callable[..., Any]] = {}
    for handler in found:
        if named.setdefault(handler.name, handler.function) is not handler.function:
            message = f"handler {handler.name}: there are two of this name, of which one would run"
            raise SettingsInvalid(message)
    return Handlers(found)


def _handler(function: Callable[..., Any], subscription: Subscription) -> Handler:
    name = f"{function.__module__}.{function.__name__}"
    return Handler(
        name=name,
        function=function,
        subscription=subscription,
        model=_model(name, function),
        is_async=iscoroutinefunction(function),
    )


def _model(name: str, function: Callable[..., Any]) -> type[BaseModel] | None:
    """Return the Pydantic model of the second parameter, if the function has one."""
    parameters = signature(function).parameters
    if _can_be_called(function):
        match list(parameters):
            case [_]:
                return None
            case [_, payload]:
                model = _hints(function).get(payload)
                if isclass(model) and issubclass(model, BaseModel):
                    return model
    message = (
        f"handler {name}({', '.join(parameters)}): a handler takes (delivery: Delivery) or "
        "(delivery: Delivery, payload: Model) by position, yields nothing, and its types are "
        "there at run time: a Pydantic model, not imported for type checkers alone"
    )
    raise SettingsInvalid(message)


def _can_be_called(function: Callable[..., Any]) -> bool:
    """Say whether calling the function with arguments by position would run it."""
    kinds = {each.kind for each in signature(function).parameters.values()}
    return kinds <= {*BY_POSITION} and not (
        isgeneratorfunction(function) or isasyncgenfunction(function)
    )


def _hints(function: Callable[..., Any]) -> dict[str, Any]:
    """Return the types of the parameters; none of them if one is not there at run time."""
    try:
        return get_type_hints(function)
    except NameError:
        return {}
