"""The fault suite is tested itself: each broken receiver in `mutants/` makes it fail.

A mutant is a patch of a baked project. Above it stand a sentence that says what is broken,
the tests of the suite that have to notice, and the answers that it needs, if any. Only these tests
are run: the suite fails with them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.baking import Baker

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.projects import Project

PATCHES = sorted(Path(__file__).with_name("mutants").glob("*.patch"))
SLOW = ("03", "04", "05", "06", "10", "13", "14", "17", "18")
SOME_FAILED = 1  # pytest's exit code; any higher one says that the tests could not be run


def told(patch: Path, what: str) -> list[str]:
    """Return the words that stand above a patch after ``Suite:`` or ``Answers:``, if any do."""
    lines = (line.partition(": ") for line in patch.read_text().splitlines())
    return next((words.split() for word, _, words in lines if word == what), [])


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Have all mutants, or but those that are killed slowly: they wait for what never comes."""
    if metafunc.function is test_mutant_is_killed:
        full = metafunc.config.getoption("--mutants") == "full"
        some = [each for each in PATCHES if full or not each.stem.startswith(SLOW)]
        metafunc.parametrize("patch", some, ids=lambda patch: patch.stem)


@pytest.mark.parametrize("variant", ["everything"], indirect=True)
def test_mutants_are_broken_receivers(variant: Project) -> None:
    """Each patch fits the receiver of today, those too that are not run."""
    for patch in PATCHES:
        ran = variant.run("git", "apply", "--check", str(patch))
        assert 0 == ran.returncode, ran.stderr


def test_mutant_is_killed(
    patch: Path,
    template: Path,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    """A receiver that breaks one of the promises does not pass the fault suite."""
    record_property("mutant", patch.stem)
    answers = dict(answer.split("=") for answer in told(patch, "Answers"))
    broken = Baker(template, tmp_path)(**answers)
    applied = broken.run("git", "apply", "--whitespace=nowarn", str(patch))
    assert 0 == applied.returncode, applied.stderr
    options = ("-p", "no:cacheprovider", "-p", "no:xdist", "-q", "-x", "-m", "faults")
    ran = broken.python("pytest", *options, *told(patch, "Suite"))
    assert SOME_FAILED == ran.returncode, ran.stdout + ran.stderr
