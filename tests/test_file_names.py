"""Names of files: every system can hold them, in the template's repository and in a project."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from tests.baking import ROOT

if TYPE_CHECKING:
    from tests.projects import Project

REFUSED = re.compile(
    r'[<>:"\\|?*\x00-\x1f]|^(aux|con|nul|prn|com\d|lpt\d)(\.|$)|[ .]$', re.IGNORECASE
)
"""What Windows refuses in the name of a file or of a folder."""
LONGEST = 180
"""Windows takes 260 characters at most, with those of the folder that a project is in."""


def tracked() -> list[str]:
    """List the files of the template's repository."""
    done = subprocess.run(("git", "ls-files"), cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def refused(names: list[str]) -> list[str]:
    """List those of the names that some system refuses, or takes for another of them."""
    same = Counter(name.casefold() for name in names)
    return [
        name
        for name in names
        if any(REFUSED.search(part) for part in PurePosixPath(name).parts)
        or len(name) > LONGEST
        or same[name.casefold()] > 1
    ]


def test_names_of_the_template() -> None:
    """Every system can hold the files of the template."""
    assert [] == refused(tracked())


def test_names_of_a_project(variant: Project) -> None:
    """Every system can hold the files of a project."""
    assert [] == refused(sorted(variant.names()))


@pytest.mark.parametrize(
    "name",
    ["a:b.json", "a/what?.py", "nul", "src/Aux.py", "COM1.txt", "a./b", "a /b", "x" * 181],
)
def test_what_is_refused(name: str) -> None:
    """A name is refused for each of the reasons there are."""
    assert [name] == refused([name])
    assert ["A/b", "a/B"] == refused(["A/b", "a/B", "a/c"])
    assert [] == refused([".env", "console.py", "a/com10.py", "{{cookiecutter.project_slug}}/a"])
