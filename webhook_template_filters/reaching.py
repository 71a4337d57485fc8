"""Which of a lock file's packages a project reaches, from its own requirements on."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def reached(own: dict[str, Any], packages: dict[str, dict[str, Any]]) -> dict[str, set[str]]:
    """Return the keys of packages that are reached, each with those of its extras that are.

    A package's own dependencies go by the extra without a name. What `own`, a package as well,
    requires to run and in any group is where it begins.
    """
    named = defaultdict(list)
    for key, package in packages.items():
        named[package["name"]].append((key, package))
    groups = own.get("dev-dependencies", {}).values()
    ahead = [*own["dependencies"], *(each for group in groups for each in group)]
    found: dict[str, set[str]] = {}
    while ahead:
        wanted = ahead.pop()
        for key, package in named[wanted["name"]]:
            if wanted.get("version", package["version"]) == package["version"]:
                new = {"", *wanted.get("extra", ())} - found.setdefault(key, set())
                found[key] |= new
                ahead += _dependencies(package, new)
    return found


def _dependencies(package: dict[str, Any], extras: Iterable[str]) -> Iterator[dict[str, Any]]:
    optional = package.get("optional-dependencies", {})
    for extra in extras:
        yield from optional.get(extra, ()) if extra else package.get("dependencies", ())
