"""The background strategies of this project: one module each, and its name is its name.

A file put beside this one that defines `STRATEGY` is a strategy; nothing else lists them.
"""

from importlib import import_module
from pkgutil import iter_modules

from receiver.background.base import Strategy


def names() -> list[str]:
    """Return the names of all strategies of this project, sorted."""
    return sorted(module.name for module in iter_modules(__path__) if module.name != "base")


def load(name: str) -> Strategy:
    """Return a strategy; raises `KeyError` if there is no such module."""
    if name not in names():
        raise KeyError(name)
    strategy: Strategy = import_module(f"{__name__}.{name}").STRATEGY
    return strategy
