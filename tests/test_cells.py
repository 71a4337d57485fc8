"""A project of each cell, and of each preset, is typed, and its tests pass that know of choices.

All are typed; the tests are run in one of them, or in all: `--variants=full`. Tests that
cannot tell one project from another are run where everything is: in place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.baking import Baker
from tests.space import cells, presets

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
CELLS = {**{f"{number}": cell for number, cell in enumerate(cells())}, **presets()}
FEW = ("11",)
"""Those whose tests are run in the short form, beside a project that has everything."""
SECRET = "0123456789abcdef" * 4


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Have all cells, or the few."""
    if "cell" not in metafunc.fixturenames:
        return
    short = metafunc.function is test_tests and metafunc.config.getoption("--variants") == "short"
    metafunc.parametrize("cell", FEW if short else CELLS, indirect=True)


@pytest.fixture(scope="module")
def cell(
    request: pytest.FixtureRequest, template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Project:
    """Bake a project of each cell; tests only read it."""
    folder = tmp_path_factory.mktemp(f"cell-{request.param}")
    return Baker(template, folder)(**CELLS[request.param])


def test_types(cell: Project, mypy_cache: str) -> None:
    """The project is typed, strictly."""
    ran = cell.python("mypy", "--cache-dir", mypy_cache)
    assert 0 == ran.returncode, ran.stdout + ran.stderr


def test_tests(cell: Project, request: pytest.FixtureRequest) -> None:
    """Those of its tests pass that know what was chosen; in the full form all are found."""
    assert_passing(cell, *knowing(cell))
    if request.config.getoption("--variants") == "full":
        assert_passing(cell, "--collect-only")


def test_without_hooks(template: Path, tmp_path: Path, mypy_cache: str) -> None:
    """What `--accept-hooks no` leaves has everything, and works, whatever was chosen."""
    project = Baker(template, tmp_path).without_hooks()
    assert_clean(project, mypy_cache)
    assert_passing(project, "--collect-only")
    (project.path / ".env").write_text(f"RECEIVER_SECRETS__GITHUB={SECRET}\n", encoding="utf-8")
    ran = project.python("receiver", "demo")
    assert "sent       github push: 202 accepted" in ran.stdout, ran.stderr


def assert_clean(project: Project, mypy_cache: str) -> None:
    """Assert that the linters and types pass."""
    checks = (
        ("ruff", "check", "--no-cache"),
        ("ruff", "format", "--check", "--no-cache"),
        ("mypy", "--cache-dir", mypy_cache),
    )
    for module, *arguments in checks:
        ran = project.python(module, *arguments)
        assert 0 == ran.returncode, ran.stdout + ran.stderr


def knowing(project: Project) -> list[str]:
    """List the files of tests that know what was chosen."""
    found = (path for each in KNOWING for path in project.path.glob(f"tests/{each}"))
    return sorted(path.relative_to(project.path).as_posix() for path in found)


def assert_passing(project: Project, *options: str) -> None:
    """Assert that tests pass, in one process, with the databases that every machine has."""
    how = ("-p", "no:cacheprovider", "-p", "no:xdist", "-q", "-k", "not postgresql")
    ran = project.python("pytest", *how, *options)
    assert 0 == ran.returncode, ran.stdout + ran.stderr
