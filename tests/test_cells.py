"""A project of each cell is typed, and passes those of its tests that know what was chosen.

All cells are typed; the tests are run in two of them, or in all: `--variants=full`. Tests that
cannot tell one project from another are run where everything is: in place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.baking import Baker
from tests.space import cells

if TYPE_CHECKING:
    from pathlib import Path

    from tests.projects import Project

KNOWING = (
    "test_*.py",
    "handlers/test_*.py",
    "routers/test_*.py",
    "background/test_strateg*.py",
    "commands/test_send*.py",
)
FEW = (0, 11)
"""The cells whose tests are run in the short form."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Have all cells, or the few."""
    short = metafunc.function is test_tests and metafunc.config.getoption("--variants") == "short"
    metafunc.parametrize("cell", FEW if short else range(len(cells())), indirect=True)


@pytest.fixture(scope="module")
def cell(
    request: pytest.FixtureRequest, template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Project:
    """Bake a project of each cell; tests only read it."""
    folder = tmp_path_factory.mktemp(f"cell-{request.param}")
    return Baker(template, folder)(**cells()[request.param])


@pytest.fixture(scope="session")
def mypy_cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Share between the cells what mypy learns about packages and files."""
    return str(tmp_path_factory.mktemp("mypy"))


def test_types(cell: Project, mypy_cache: str) -> None:
    """The project is typed, strictly."""
    ran = cell.python("mypy", "--cache-dir", mypy_cache)
    assert 0 == ran.returncode, ran.stdout + ran.stderr


def test_tests(cell: Project) -> None:
    """All of its tests are found, and those pass that know what was chosen."""
    tests = cell.path / "tests"
    knowing = sorted(str(path) for each in KNOWING for path in tests.glob(each))
    for options in (["--collect-only"], ["-k", "not postgresql", *knowing]):
        ran = cell.python("pytest", "-p", "no:cacheprovider", "-p", "no:xdist", "-q", *options)
        assert 0 == ran.returncode, ran.stdout + ran.stderr
