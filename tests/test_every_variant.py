"""Every option, every pair of options, presets and random answers: each project is whole and clean.

`pytest tests/test_every_variant.py --variants=full` renders 1,000 random ones, without that there
are 20. A project that fails names the command that writes it.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.baking import SOURCE, Baker, copy_of_template
from tests.bytecode import keep_bytecode
from tests.projects import Project
from tests.space import cells, command, possible_pairs, presets, random_answers, settings
from tests.test_locks import check
from tests.wholeness import faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.space import Answers

PRESETS = presets()
MEMORY = Path("/dev/shm")  # noqa: S108 - where there is one, files are written and gone in no time
TOGETHER = 20
"""Random projects in one test: few enough to share the work, many enough to save its overhead."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Have as many batches as the form asks for."""
    if "batch" in metafunc.fixturenames:
        many = 1000 if metafunc.config.getoption("--variants") == "full" else 20
        metafunc.parametrize("batch", range(many // TOGETHER))


@pytest.fixture(scope="module")
def bake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Baker]:
    """Bake in memory, where there is a disk of that, and compile each template once."""
    template = copy_of_template(tmp_path_factory.mktemp("template"))
    keep_bytecode(template)
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        projects = Path(folder) / "projects"
        projects.mkdir()
        yield Baker(template, projects)


def found(bake: Baker, answers: Answers) -> Iterator[str]:
    """Yield what is wrong with the project that answers give, which is gone after that."""
    project = bake(**answers)
    try:
        yield from faults(project, answers, bake.template / SOURCE.name)
        ran = check(project, bake.folder.parent)
        yield from ran.stderr.splitlines() if ran.returncode else ()
        yield from linted(project, bake.folder.parent)
    finally:
        shutil.rmtree(project.path, ignore_errors=True)


def linted(project: Project, folder: Path) -> Iterator[str]:
    """Yield what ruff says, which looks at the same bytes under the same rules once.

    It knows a file again by its path and time, so all projects have the same of these here:
    their Python files are the template's, of which `faults` tells otherwise.
    """
    same = Project(project.path.rename(folder / "project"))
    for name in same.names():
        os.utime(same.path / name, (0, 0))
    ruff, cache = Path(sys.executable).with_name("ruff"), f"--cache-dir={folder / 'ruff'}"
    for how in (("check",), ("format", "--check")):
        ran = same.run(str(ruff), *how, cache)
        yield from ran.stdout.splitlines() + ran.stderr.splitlines() if ran.returncode else ()
    shutil.rmtree(same.path)


def assert_whole(bake: Baker, many: Iterable[Answers]) -> None:
    """Fail with all faults of all these projects, and how to see each."""
    told = [
        line
        for answers in many
        if (wrong := list(found(bake, answers)))
        for line in (command(answers), *wrong)
    ]
    assert [] == told, "\n".join(told)


def test_every_pair_is_there() -> None:
    """The cells are few, and every two settings that can be together are together in one."""
    pairs = {
        frozenset(pair)
        for answers in cells()
        for pair in combinations(sorted(settings(answers)), 2)
    }
    assert set() == possible_pairs() - pairs
    assert len(cells()) <= 20


@pytest.mark.parametrize("cell", range(len(cells())))
def test_pairs(bake: Baker, cell: int) -> None:
    """A project of each cell is whole."""
    assert_whole(bake, [cells()[cell]])


@pytest.mark.parametrize("preset", PRESETS)
def test_presets(bake: Baker, preset: str) -> None:
    """A project of each preset is whole."""
    assert_whole(bake, [PRESETS[preset]])


def test_random(bake: Baker, batch: int) -> None:
    """Projects of random answers are whole."""
    first = batch * TOGETHER
    assert_whole(bake, map(random_answers, range(first, first + TOGETHER)))
