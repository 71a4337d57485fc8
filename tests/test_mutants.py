"""The fault suite is tested itself: each broken receiver in `mutants/` makes it fail.

A mutant is a patch of a baked project. Above it stand a sentence that says what is broken,
and the tests of the suite that have to notice. Only these are run: the suite fails with them.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.baking import Baker
from tests.projects import Project

if TYPE_CHECKING:
    from collections.abc import Callable

PATCHES = sorted(Path(__file__).with_name("mutants").glob("*.patch"))
SOME_FAILED = 1  # pytest's exit code; any higher one says that the tests could not be run


@pytest.fixture(scope="session")
def sound(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Bake the project that every mutant is a copy of."""
    return Baker(template, tmp_path_factory.mktemp("sound"))()


def suite_of(patch: Path) -> list[str]:
    """Return the tests that a patch names."""
    line = next(line for line in patch.read_text().splitlines() if line.startswith("Suite: "))
    return line.removeprefix("Suite: ").split()


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.stem)
def test_mutant_is_killed(
    patch: Path,
    sound: Project,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    """A receiver that breaks one of the promises does not pass the fault suite."""
    record_property("mutant", patch.stem)
    broken = Project(shutil.copytree(sound.path, tmp_path / "broken"))
    applied = broken.run("git", "apply", "--whitespace=nowarn", str(patch))
    assert 0 == applied.returncode, applied.stderr
    options = ("-p", "no:cacheprovider", "-p", "no:xdist", "-q", "-x", "-m", "faults")
    ran = broken.python("pytest", *options, *suite_of(patch))
    assert SOME_FAILED == ran.returncode, ran.stdout + ran.stderr
