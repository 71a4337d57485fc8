"""Says in a few words how a provider signs, as its declaration has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from receiver.headers import Header
from receiver.places import Json
from receiver.signatures.algorithms import Token
from receiver.signatures.custom import Custom
from receiver.signatures.parts import Body, Item, Method, Part, Url

if TYPE_CHECKING:
    from receiver.signatures.schemes import Scheme


def summary(scheme: Scheme | Custom) -> str:
    """Return the algorithm, its encoding and what is signed."""
    if isinstance(scheme, Custom):
        return scheme.says
    content = "".join(_part(part) for part in scheme.content)
    is_token = isinstance(scheme.algorithm, Token)
    return str(scheme.algorithm) if is_token else f"{scheme.algorithm}, of `{content}`"


def where(scheme: Scheme | Custom) -> str:
    """Return where the signature stands."""
    return scheme.where if isinstance(scheme, Custom) else str(scheme.place)


def _part(part: Part) -> str:
    match part:
        case bytes():
            return part.decode()
        case Body():
            return "{body}"
        case Url():
            return "{URL}"
        case Method():
            return "{method}"
        case Item(name):
            return f"{{{name.decode()}}}"
        case Header(name) | Json(name):
            return f"{{{name}}}"
