"""The databases that this project's inbox can be in: one package each, and its name is its name.

The name is what a URL begins with: `sqlite:///…` is opened by `sqlite`.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from receiver.storage.databases.base import Kind


@cache
def names() -> tuple[str, ...]:
    """Return the names of all databases of this project, sorted."""
    return tuple(sorted(each.name for each in iter_modules(__path__) if each.name != "base"))


def load(name: str) -> Kind:
    """Return a kind of database; raises `KeyError` if there is no such module."""
    if name not in names():
        raise KeyError(name)
    kind: Kind = import_module(f"{__name__}.{name}").DATABASE
    return kind


def opened_by(scheme: str) -> Kind:
    """Return the kind of database that opens URLs of this scheme; raises `KeyError` if none."""
    if scheme in names():  # then no other is imported, to be asked for its aliases
        return load(scheme)
    return load(next((name for name in names() if scheme in load(name).aliases), scheme))
