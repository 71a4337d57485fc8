"""A project in a repository of git, as its owner has it after the first commit."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from tests.projects import Project

if TYPE_CHECKING:
    from pathlib import Path

SOMEBODY = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Somebody"), ("EMAIL", "somebody@example.com"))
}


class Repository(Project):
    """A project whose commands find the tools of the template's environment, as their own."""

    def environment(self) -> dict[str, str]:
        """Return an environment in which nothing is installed and no person's settings count."""
        return super().environment() | {
            **SOMEBODY,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "PRE_COMMIT_HOME": str(self.path.parent / "pre-commit"),
            "UV_NO_SYNC": "1",
            "UV_PROJECT_ENVIRONMENT": sys.prefix,
        }

    def git(self, *arguments: str) -> str:
        """Run a command of git, and return what it says."""
        done = self.run("git", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def changes(self) -> str:
        """Return what git sees that was not committed."""
        return self.git("status", "--porcelain")


def committed(path: Path) -> Repository:
    """Make a repository of a project, and the first commit in it."""
    repository = Repository(path)
    repository.git("init", "--quiet")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", "Begin")
    return repository
