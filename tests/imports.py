"""What the Python files of a project import: modules that were deleted, packages that it needs."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import files, packages_distributions
from typing import TYPE_CHECKING

from tests.baking import SOURCE
from webhook_template_filters.requirements import members, normal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.projects import Project

DRIVER = re.compile(r"[a-z]+\+(\w+)")
"""The driver that SQLAlchemy imports, as the beginning of a URL names it: ``sqlite+aiosqlite``."""


@cache
def imported(source: str) -> frozenset[str]:
    """Return what a file imports, wherever it does: modules, and the names taken from them."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Constant) and (named := DRIVER.fullmatch(str(node.value))):
            found.add(named[1])
    return frozenset(found)


def broken(project: Project) -> list[str]:
    """List the imports of modules that the template has and this project has not."""
    deleted = {_module(name) for name in _source() - project.names()}
    return [
        f"{file} imports {module}"
        for file, modules in _files(project)
        for module in sorted(modules & deleted)
    ]


def packages(project: Project, folder: str) -> set[str]:
    """Return the distributions that the files below a folder import."""
    return {
        normal(name)
        for file, modules in _files(project)
        if file.startswith(f"{folder}/")
        for module in modules
        for name in _owners(module)
    }


def needed(project: Project) -> tuple[set[str], set[str]]:
    """Return the distributions that the project says it needs, to run and to be developed."""
    text = tomllib.loads(project.text("pyproject.toml"))
    runs, dev = text["project"]["dependencies"], members(text["dependency-groups"], "dev")
    return {normal(each) for each in runs}, {normal(each) for each in dev}


@cache
def _source() -> frozenset[str]:
    return frozenset(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))


def _files(project: Project) -> Iterator[tuple[str, frozenset[str]]]:
    for name in sorted(project.names()):
        if name.endswith(".py"):
            yield name, imported(project.text(name))


@cache
def _owners(module: str) -> frozenset[str]:
    """Return the distribution that a module is of; none if it is Python's, or the project's."""
    top = module.partition(".")[0]
    names = frozenset(_distributions().get(top, ())) if top not in sys.stdlib_module_names else ()
    if len(names) <= 1:
        return frozenset(names)
    return frozenset(name for name in names if module in _modules(name))


@cache
def _modules(distribution: str) -> frozenset[str]:
    """Return the modules of a distribution, one of several that share a namespace."""
    paths = (path for path in files(distribution) or () if path.suffix == ".py")
    named = (path.with_suffix("").as_posix().replace("/", ".") for path in paths)
    return frozenset(name.removesuffix(".__init__") for name in named)


_distributions = cache(packages_distributions)


def _module(file: str) -> str:
    return file.removeprefix("src/").removesuffix(".py").replace("/", ".")
