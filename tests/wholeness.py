"""What must hold of a project whatever was answered, found out without running any of it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tests import texts
from tests.imports import broken, needed, packages
from tests.options import expected
from tests.projects import Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.space import Answers


COPIED = re.compile(r"(ops|src/receiver/console)/.+|.+\.(py|png)")
"""What is not rendered: the tools that read these files have templates of their own, or none."""


class Still(Project):
    """A project that nobody changes, so that its files are listed and read once.

    Another one at the same path is another one.
    """

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @lru_cache(maxsize=1)  # noqa: B019 - the last one at most
    def names(self) -> frozenset[str]:
        """List the files."""
        return frozenset(super().names())

    @lru_cache(maxsize=1000)  # noqa: B019 - those of the last one or two
    def text(self, name: str) -> str:
        """Return a file as it is."""
        return super().text(name)


def faults(project: Project, answers: Answers, source: Path) -> Iterator[str]:
    """Yield all that is wrong with a project, a line each; of one that is whole nothing.

    The source is the folder of the template that the project was rendered from.
    """
    project = Still(project.path)
    names, there = expected(answers, project, source), project.names()
    yield from (f"{name} is not there" for name in sorted(names - there))
    yield from (f"{name} should not be there" for name in sorted(there - names))
    for name in sorted(there):
        yield from (f"{name} {fault}" for fault in _of_a_file(name, project, source))
    yield from broken(project)
    yield from _of_packages(project)


def _of_a_file(name: str, project: Project, source: Path) -> Iterator[str]:
    if not COPIED.fullmatch(name):
        yield from texts.faults(name, project.text(name))
    elif (project.path / name).read_bytes() != _template(source / name):
        yield "is not the template's"


@cache
def _template(path: Path) -> bytes:
    """Return a file that is copied as it is, once it has been looked through."""
    data = path.read_bytes()
    if path.suffix != ".png":
        assert not texts.flaws(path.name, data.decode()), path
    if path.suffix == ".py":
        assert not texts.LEFT.search(data.decode()), path
    return data


def _of_packages(project: Project) -> Iterator[str]:
    runs, develops = needed(project)
    imports, tests = packages(project, "src"), packages(project, "tests")
    yield from (f"{name} is imported, and not declared" for name in sorted(imports - runs))
    yield from (f"{name} is declared, and not imported" for name in sorted(runs - imports))
    yield from (f"{name} is for tests, undeclared" for name in sorted(tests - runs - develops))
