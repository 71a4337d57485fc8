"""The first commit is its owner's, and working with a project leaves nothing to commit."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.baking import Baker
from tests.repositories import Repository, committed

if TYPE_CHECKING:
    from pathlib import Path

WORK = {
    "linters": "ruff check",
    "format": "ruff format --check",
    "types": "mypy src/handlers",
    "tests": "pytest -q tests/test_cli.py tests/test_deliveries.py tests/storage/test_once.py",
    "demo": "receiver demo",
    "documentation": "mkdocs build --strict --quiet",
    "wheel": "uv build --quiet --wheel",
    "export": "uv export --quiet --locked --no-emit-project --output-file build/locked.txt",
}
CLEAN = ("PYTHONPYCACHEPREFIX", "HYPOTHESIS_STORAGE_DIRECTORY")
"""What keeps the folder of a project clean where tests only look at it."""


class Used(Repository):
    """A project that is used as its owner does, who keeps nothing elsewhere."""

    def environment(self) -> dict[str, str]:
        """Return an environment in which caches are where they are by default."""
        return {name: value for name, value in super().environment().items() if name not in CLEAN}


@pytest.fixture(scope="module")
def project(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Used:
    """Bake a project, one of whose senders signs with a key pair, and commit it."""
    baked = Baker(template, tmp_path_factory.mktemp("used"))(providers="generic, discord")
    return Used(committed(baked.path).path)


def test_nobody_else_commits(bake: Baker) -> None:
    """Rendering makes no repository, and no commit in the one that it may be in."""
    names = {name.partition("/")[0] for name in bake().names()}
    assert ".git" not in names
    assert {".gitignore", ".gitattributes"} < names


def test_what_is_committed(project: Used) -> None:
    """All files but the secrets are, without one that only its owner may read."""
    tracked = set(project.git("ls-files").splitlines())
    assert {".env"} == {name for name in project.names() if name[:5] != ".git/"} - tracked
    assert {"100644"} == {line[:6] for line in project.git("ls-files", "--stage").splitlines()}


@pytest.mark.parametrize("what", WORK)
def test_nothing_is_left_to_commit(project: Used, what: str) -> None:
    """Whatever is done with a project, git sees no change afterwards."""
    command = WORK[what].split()
    if command[0] != "uv":
        command = [sys.executable, "-m", *command]
    done = project.run(*command)
    assert (0, "") == (done.returncode, project.changes()), done.stdout + done.stderr
