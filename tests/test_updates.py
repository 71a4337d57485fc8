"""A project of an older version of the template takes in a newer one, by cruft, and keeps its own.

https://cruft.github.io/cruft/
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.baking import ROOT, SOURCE, copy_of_template
from tests.owners import ACME, HANDLER, LATER, OLDER, PROVIDER, TOUCHED, Owner, run
from tests.projects import Project, clean_environment
from tests.test_cells import assert_clean, assert_passing, knowing

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Clone the template with its history, and commit what it is now on top of that."""
    folder = tmp_path_factory.mktemp("history")
    if OLDER not in run(ROOT, "git", "log", "--format=%h", "--abbrev=7"):
        pytest.skip(f"the history here does not reach back to {OLDER}")
    run(ROOT, "git", "clone", "--quiet", "--no-checkout", str(ROOT), str(folder / "template"))
    (folder / "template/.git").rename(folder / "git")
    now = copy_of_template(folder / "now")
    (folder / "git").rename(now / ".git")
    run(now, "git", "add", "--all")
    run(now, "git", "commit", "--quiet", "--allow-empty", "--message", "Now")
    run(now, "git", "checkout", "--quiet", "-b", LATER)
    for name in TOUCHED:
        file = now / SOURCE.name / name
        file.write_text(f"{file.read_text('utf-8')}# later\n", encoding="utf-8")
    run(now, "git", "commit", "--quiet", "--all", "--message", "Later")
    run(now, "git", "checkout", "--quiet", "-")
    return now


def create(template: Path, folder: Path, *options: str) -> Owner:
    """Create a project by cruft, and make the first commit in it."""
    how = ("--no-input", "--default-config", "--output-dir", str(folder), *options)
    run(folder, sys.executable, "-m", "cruft", "create", str(template), *how)
    owner = Owner(template, Project(folder / "webhook-receiver"))
    run(owner.project.path, "git", "init", "--quiet")
    owner.commit()
    return owner


@pytest.fixture
def owner(template: Path, tmp_path: Path) -> Owner:
    """Create a project by the older version, and put work of its owner's into it."""
    owner = create(template, tmp_path, "--checkout", OLDER)
    handler = owner.project.path / HANDLER
    handler.write_text(f"{handler.read_text('utf-8')}\n\n# ours\n", encoding="utf-8")
    (owner.project.path / PROVIDER).write_text(ACME, encoding="utf-8")
    owner.commit()
    return owner


def assert_updated(owner: Owner, before: dict[str, str]) -> None:
    """Assert that what is the owner's is as it was, and all else the newer version's."""
    project, source = owner.project, owner.template / SOURCE.name
    kept = {name: project.text(name) for name in before}
    assert before == kept
    names = {name for name in project.names() if not name.startswith(".git/")}
    assert set() == {name for name in names if name.endswith((".rej", ".orig"))}
    machine = {name for name in names if name.endswith(".py")} - set(before)
    stale = {name for name in machine if (source / name).read_text("utf-8") != project.text(name)}
    assert set() == stale
    assert set() == {name for name in names if "\n<<<<<<< " in project.text(name)}


def assert_whole(project: Project, mypy_cache: str) -> None:
    """Assert that the linters and types pass, and the tests that know what was chosen."""
    assert_clean(project, mypy_cache)
    assert_passing(project, *knowing(project))


def test_update(owner: Owner, mypy_cache: str, request: pytest.FixtureRequest) -> None:
    """`cruft update` renews the machine, and leaves handlers, providers and .env alone."""
    mine = {name: owner.project.text(name) for name in (HANDLER, PROVIDER, ".env")}
    owner.cruft("update", "--skip-apply-ask")
    assert_updated(owner, mine)
    assert (owner.project.path / "uv.lock").exists()
    if request.config.getoption("--variants") == "full":  # the next test has more of them
        assert_whole(owner.project, mypy_cache)
    owner.commit()
    assert "up to date" in owner.cruft("check")


def test_update_that_switches_on(owner: Owner, mypy_cache: str) -> None:
    """An update may switch on a provider, strategies and a database; the project is whole then."""
    mine = {name: owner.project.text(name) for name in (HANDLER, PROVIDER, ".env")}
    wanted = {
        "providers": "generic, github, stripe, slack",
        "background": "procrastinate, taskiq",
        "database": "postgresql",
    }
    owner.cruft("update", "--skip-apply-ask", "--variables-to-update", json.dumps(wanted))
    assert_updated(owner, mine)
    names = owner.project.names()
    assert {
        "src/receiver/providers/slack.py",
        "src/receiver/background/taskiq/__init__.py",
        "src/receiver/storage/databases/postgresql/__init__.py",
        "tests/vectors/slack.json",
    } <= names
    assert "procrastinate" in owner.project.text("pyproject.toml")
    assert_whole(owner.project, mypy_cache)


def test_what_is_the_owner_s(template: Path, tmp_path: Path) -> None:
    """What an update brings for files of the owner's, the lock file too, stays out of them."""
    owner = create(template, tmp_path)
    for name in (HANDLER, "uv.lock"):
        file = owner.project.path / name
        file.write_text(f"{file.read_text('utf-8')}# ours\n", encoding="utf-8")
    owner.commit()
    owner.cruft("update", "--skip-apply-ask", "--checkout", LATER)
    ends = {name: owner.project.text(name).splitlines()[-1] for name in TOUCHED}
    assert TOUCHED == ends


def test_there_is_something_newer(owner: Owner) -> None:
    """`cruft check` fails until the project is updated."""
    command = (sys.executable, "-m", "cruft", "check")
    ran = subprocess.run(
        command, cwd=owner.project.path, env=clean_environment(), capture_output=True, check=False
    )
    assert 1 == ran.returncode
    assert b"out of date" in ran.stdout + ran.stderr
