"""The providers of this project: one module each, and its name is the provider's name.

A file put beside this one that defines `PROVIDER` is a provider; nothing else lists them.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from receiver.providers.base import Provider


def names() -> list[str]:
    """Return the names of all providers of this project, sorted."""
    return sorted(module.name for module in iter_modules(__path__) if module.name != "base")


@cache
def load(name: str) -> Provider:
    """Return the declaration of a provider; raises `KeyError` if there is no such module."""
    if name not in names():
        raise KeyError(name)
    provider = import_module(f"{__name__}.{name}").PROVIDER
    if not isinstance(provider, Provider):
        message = f"receiver/providers/{name}.py: PROVIDER is not a Provider"
        raise TypeError(message)
    return provider
