"""What stands around a project's code: who renews it, how one contributes, who may be told what."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.baking import ROOT, SOURCE, Baker
from webhook_template_filters.requirements import members

if TYPE_CHECKING:
    from pathlib import Path

    from tests.projects import Project

FOLDERS = {"template": ROOT, "project": SOURCE}
MANAGED = {
    "dockerfile": "Dockerfile",
    "docker-compose": "compose.yaml",
    "github-actions": ".github/workflows/ci.yml",
    "gitlabci": ".gitlab-ci.yml",
    "pep621": "pyproject.toml",
}
"""A file of each of the kinds that are renewed."""


@pytest.fixture(scope="module")
def project(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Bake a project; tests only read it."""
    return Baker(template, tmp_path_factory.mktemp("plain"))(author_name="Ada *the* Author")


@pytest.fixture(params=FOLDERS)
def renovate(request: pytest.FixtureRequest) -> Path:
    """Return what says how the template is renewed, and how a project is."""
    return FOLDERS[request.param] / "renovate.json"


def test_renovate_takes_it(renovate: Path) -> None:
    """The configuration fits Renovate's own schema."""
    command = ("check-jsonschema", "--builtin-schema=vendor.renovate", renovate)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "ok -- validation done\n" == done.stdout, done.stdout


def test_all_is_renewed(renovate: Path) -> None:
    """Packages, the lock, actions and images are renewed, each kind in a group of its own."""
    said = json.loads(renovate.read_text(encoding="utf-8"))
    assert said["lockFileMaintenance"]["enabled"]
    grouped = {
        manager
        for rule in said["packageRules"]
        if "groupName" in rule
        for manager in rule["matchManagers"]
    }
    assert MANAGED.keys() <= grouped
    assert {*MANAGED.values()} <= {path.relative_to(SOURCE).as_posix() for path in tracked()}


def tracked() -> list[Path]:
    """List the files of the un-baked project."""
    return [path for path in SOURCE.rglob("*") if path.is_file() and ".venv" not in path.parts]


def test_versions_in_commands_are_found(renovate: Path) -> None:
    """What is installed without a lock has a version, which is renewed too."""
    (manager,) = json.loads(renovate.read_text(encoding="utf-8"))["customManagers"]
    versions = re.compile(manager["matchStrings"][0].replace("(?<", "(?P<"))
    for file, named in {
        ".gitlab-ci.yml": {"uv", "cruft"},
        ".github/workflows/ci.yml": {"cruft"},
    }.items():
        text = (SOURCE / file).read_text(encoding="utf-8")
        assert named == {found["depName"] for found in versions.finditer(text)}
        assert not re.search(r"(uvx|pip install) .*\b(uv|cruft)(?!==)\b", text)


def test_dev_is_what_it_says(project: Project) -> None:
    """What is installed by default lints, types and tests; all else is asked for."""
    groups = tomllib.loads(project.text("pyproject.toml"))["dependency-groups"]
    parts = [members(groups, name) for name in ("lint", "type", "test")]
    assert members(groups, "dev") == set().union(*parts)
    named = re.findall(r"`(\w+)`", project.text("CONTRIBUTING.md").partition("## Packages")[2])
    assert groups.keys() <= {*named}


def test_commands_without_make(project: Project) -> None:
    """CONTRIBUTING has the commands of each of the five tasks, for who has no make."""
    tasks = re.findall(r"(?m)^(\w+):\n\t(.+)$", project.text("Makefile"))
    rows = dict(
        re.findall(r"(?m)^\| `make (\w+)` \|.*\| (.*) \|$", project.text("CONTRIBUTING.md"))
    )
    said = {task: re.findall("`(.+?)`", commands) for task, commands in rows.items()}
    assert {task: commands.split(" && ") for task, commands in tasks} == said


def test_security(project: Project) -> None:
    """SECURITY names who is to be told, as a person wrote it, and no address that nobody gave."""
    text = project.text("SECURITY.md")
    assert r"Tell Ada \*the\* Author in private" in text
    assert "@" not in text
