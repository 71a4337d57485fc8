"""What must hold of a project whatever was answered, found out without running any of it."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache, lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING

import yaml

from tests.imports import broken, imported, needed, packages
from tests.options import expected
from tests.projects import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.space import Answers

LEFT = re.compile(r"(?<!\$)\{\{|\{%|\{#|cookiecutter")
"""What the template is written in; `${{ … }}` is what a workflow of GitHub's is."""
UNTIDY = re.compile(r"[ \t\r]\n|\n\n\Z|[^\n]\Z")
PARSERS: dict[str, Callable[[str], object]] = {
    ".json": json.loads,
    ".toml": tomllib.loads,
    ".yaml": yaml.compose,
    ".yml": yaml.compose,
}


class Still(Project):
    """A project that nobody changes, so that its files are listed once."""

    @lru_cache(maxsize=1)  # noqa: B019 - the last one at most
    def names(self) -> frozenset[str]:
        """List the files."""
        return frozenset(super().names())


def faults(project: Project, answers: Answers, source: Path) -> Iterator[str]:
    """Yield all that is wrong with a project, a line each; of one that is whole nothing.

    The source is the folder of the template that the project was rendered from.
    """
    project = Still(project.path)
    names, there = expected(answers, project, source), project.names()
    yield from (f"{name} is not there" for name in sorted(names - there))
    yield from (f"{name} should not be there" for name in sorted(there - names))
    for name in sorted(there):
        yield from (f"{name} {fault}" for fault in _of_a_file(name, project.text(name), source))
    yield from broken(project)
    yield from _of_packages(project)


def _of_a_file(name: str, text: str, source: Path) -> Iterator[str]:
    if name.endswith(".py"):
        if text != _template(source / name):
            yield "is not the template's"
        return
    if left := LEFT.search(text):
        yield f"has kept {left[0]!r}"
    if UNTIDY.search(text) and not name.startswith("tests/vectors/"):
        yield "is not tidy"
    try:
        PARSERS.get(PurePath(name).suffix, str)(text)
    except (ValueError, SyntaxError, yaml.YAMLError) as fault:
        yield f"does not parse: {fault}"


@cache
def _template(path: Path) -> str:
    """Return one of the template's own files of Python, once it has been looked through."""
    text = path.read_text(encoding="utf-8")
    imported(text)
    assert not LEFT.search(text), path
    assert not UNTIDY.search(text), path
    return text


def _of_packages(project: Project) -> Iterator[str]:
    runs, develops = needed(project)
    imports, tests = packages(project, "src"), packages(project, "tests")
    yield from (f"{name} is imported, and not declared" for name in sorted(imports - runs))
    yield from (f"{name} is declared, and not imported" for name in sorted(runs - imports))
    yield from (f"{name} is for tests, undeclared" for name in sorted(tests - runs - develops))
