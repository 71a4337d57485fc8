"""Arguments: what the signature of a handler asks for, beside the delivery itself."""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import (
    Parameter,
    isasyncgenfunction,
    isclass,
    iscoroutinefunction,
    isgeneratorfunction,
    signature,
)
from typing import Any, get_type_hints

from pydantic import BaseModel

from receiver.errors import SettingsInvalid

BY_POSITION = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a function is to be called with: the payload as a model, a session after it."""

    model: type[BaseModel] | None = None
    session: bool = False


def asked(name: str, function: Callable[..., Any], session: type | None) -> Asked:
    """Return what a function asks for; raises `SettingsInvalid` for what it could never get.

    `session` is the type by which a handler asks for a session, None if there are none.
    """
    found = _asked(function, session)
    if found is None:
        raise SettingsInvalid(_misfit(name, function, session))
    if found.session and not iscoroutinefunction(function):
        message = f"handler {name}: only an async function can work with a session; make it one"
        raise SettingsInvalid(message)
    return found


def _asked(function: Callable[..., Any], session: type | None) -> Asked | None:
    if not _can_be_called(function):
        return None
    hints, parameters = _hints(function), list(signature(function).parameters)
    match [hints.get(each) for each in parameters[1:]]:
        case [] if parameters:
            return Asked()
        case [last] if session is not None and last is session:
            return Asked(session=True)
        case [model] if _is_model(model):
            return Asked(model)
        case [model, last] if _is_model(model) and session is not None and last is session:
            return Asked(model, session=True)
    return None


def _is_model(hint: object) -> bool:
    return isclass(hint) and issubclass(hint, BaseModel)


def _misfit(name: str, function: Callable[..., Any], session: type | None) -> str:
    parameters = ", ".join(signature(function).parameters)
    last = f", each with a session: {session.__name__} after it if it wants one," if session else ""
    return (
        f"handler {name}({parameters}): a handler takes (delivery: Delivery) or "
        f"(delivery: Delivery, payload: Model){last} by position, yields nothing, and its types "
        "are there at run time: a Pydantic model, not imported for type checkers alone"
    )


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
