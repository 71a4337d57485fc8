"""A baked project passes its own checks, run in the template's environment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.projects import Project


@pytest.mark.parametrize("command", [("check",), ("format", "--check")], ids=" ".join)
def test_ruff(variant: Project, command: tuple[str, ...]) -> None:
    """Every file is linted and formatted as it was rendered; no fixer has run."""
    ran = variant.python("ruff", *command, "--no-cache")
    assert (0, "") == (ran.returncode, ran.stderr), ran.stdout


@pytest.fixture(scope="session")
def mypy_cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Share what mypy learns about the packages between the variants."""
    return str(tmp_path_factory.mktemp("mypy"))


# The default's are checked by its own hooks in CI; with everything chosen they are those in place.
@pytest.mark.parametrize("variant", ["minimal", "mixed"], indirect=True)
def test_mypy(variant: Project, mypy_cache: str) -> None:
    """The project is typed, strictly."""
    ran = variant.python("mypy", "--cache-dir", mypy_cache)
    assert 0 == ran.returncode, ran.stdout + ran.stderr


# With everything chosen they are the ones that run in place, and CI runs those of the default. Of
# the others all have to be found, and those run that know of providers.
OF_PROVIDERS = ("providers", "signatures", "handlers", "commands/test_send.py")


@pytest.mark.parametrize("variant", ["minimal", "mixed"], indirect=True)
def test_pytest(variant: Project) -> None:
    """The project's own tests pass, whichever providers and databases it has not."""
    tests = variant.path / "tests"
    paths = [*(tests / each for each in OF_PROVIDERS), *sorted(tests.glob("test_*.py"))]
    some = ["-m", "not faults", "-k", "not postgresql", *map(str, paths)]
    for options in (["--collect-only"], some):
        ran = variant.python("pytest", "-p", "no:cacheprovider", "-p", "no:xdist", "-q", *options)
        assert 0 == ran.returncode, ran.stdout + ran.stderr
