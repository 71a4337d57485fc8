"""Which of the project's own modules, and whose packages, the chosen providers need."""

from __future__ import annotations

import ast
import sys
from functools import cache
from typing import TYPE_CHECKING

from webhook_template_filters.options import PROJECT, PROVIDERS

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = PROJECT / "src/receiver"
SHARED = "receiver.signatures."


def unneeded_modules(providers: list[str]) -> list[str]:
    """Return the modules of `signatures/` that nothing imports when these providers are chosen."""
    every = {path.stem for path in (PACKAGE / "signatures").glob("[!_]*.py")}
    others = (path for path in PACKAGE.rglob("*.py") if path.parent.name not in _OPTIONAL)
    # Few have anything to do with them, and parsing the rest would take most of a hook's time.
    users = {path for path in others if "receiver.signatures" in path.read_text(encoding="utf-8")}
    needed = _closure({*users, PACKAGE / "providers/base.py", *_files(providers)})
    return sorted(every - needed)


def packages(providers: list[str]) -> set[str]:
    """Return the third-party packages that only these providers bring into the project."""
    files = _files(providers)
    files |= {PACKAGE / f"signatures/{name}.py" for name in _closure(files)}
    names = {name.partition(".")[0] for path in files for name in _imports(path)}
    return names - {"receiver", *sys.stdlib_module_names}


_OPTIONAL = ("providers", "signatures")


def _files(providers: list[str]) -> set[Path]:
    return {PROVIDERS.folder / f"{name}.py" for name in providers}


def _closure(files: set[Path]) -> set[str]:
    """Return the modules of `signatures/` that files import, directly or through each other."""
    needed: set[str] = set()
    while files:
        found = {
            name.removeprefix(SHARED).partition(".")[0]
            for path in files
            for name in _imports(path)
            if name.startswith(SHARED)
        }
        new = {name for name in found if (PACKAGE / f"signatures/{name}.py").exists()} - needed
        needed |= new
        files = {PACKAGE / f"signatures/{name}.py" for name in new}
    return needed


@cache
def _imports(path: Path) -> frozenset[str]:
    """Return the modules that a file imports, and what it takes from them, by their full names."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)
