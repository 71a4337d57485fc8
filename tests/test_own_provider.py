"""A provider that a project's owner writes: one file, and the project takes it in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.baking import Baker

if TYPE_CHECKING:
    from pathlib import Path

    from tests.projects import Project

FILE = "src/receiver/providers/acme.py"
PAGE = "docs/own-provider.md"


@pytest.fixture(scope="module")
def project(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Bake a project, and add the provider that its documentation shows, with a secret."""
    project = Baker(template, tmp_path_factory.mktemp("owned"))(providers="github")
    shown = re.search(rf"`{FILE}`.*?```python\n(.*?)```", project.text(PAGE), re.DOTALL)
    assert shown
    (project.path / FILE).write_text(shown[1], encoding="utf-8")
    with (project.path / ".env").open("a", encoding="utf-8") as env:
        env.write("RECEIVER_SECRETS__ACME=acme-0f9b3c5d7a1e84c2\n")
    return project


def test_it_receives(project: Project) -> None:
    """The service receives what Acme signs, once, and refuses what somebody else does."""
    ran = project.python("receiver", "demo")
    told = re.findall(r"(?m)^(\w+) +acme order\.paid: (\d+)", ran.stdout)
    assert [("sent", "202"), ("again", "200"), ("forged", "401")] == told, ran.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "--no-cache", FILE),
        ("ruff", "format", "--check", FILE),
        ("pytest", "-p", "no:cacheprovider", "-k", "acme", "tests/providers"),
    ],
    ids=" ".join,
)
def test_it_is_held_to_the_same(project: Project, command: tuple[str, ...]) -> None:
    """The project's lint, and its tests of every provider, take the file in and pass."""
    ran = project.python(*command)
    assert 0 == ran.returncode, ran.stdout + ran.stderr
