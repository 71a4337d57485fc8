"""A baked project, as a test looks at it and runs commands in it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from pathlib import Path


def clean_environment() -> dict[str, str]:
    """Return the environment without what would make a child take itself for this test run."""
    mine = ("PYTEST_", "RECEIVER_", "COOKIECUTTER_", "VIRTUAL_ENV", "UV_")
    return {name: os.environ[name] for name in os.environ if not name.startswith(mine)}


@dataclass(frozen=True)
class Project:
    """A baked project."""

    path: Path

    def environment(self) -> dict[str, str]:
        """Return an environment that finds the project's source, and keeps its folder clean."""
        return clean_environment() | {
            "PYTHONPATH": "src",
            "PYTHONPYCACHEPREFIX": str(self.path.parent / "bytecode"),
            "HYPOTHESIS_STORAGE_DIRECTORY": str(self.path.parent / "hypothesis"),
        }

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the project's folder."""
        return subprocess.run(
            command,
            cwd=self.path,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )

    def python(self, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a module of the template's own environment, which holds all that a project needs."""
        return self.run(sys.executable, "-m", module, *arguments)

    def names(self) -> AbstractSet[str]:
        """List the files, as paths relative to the project."""
        files = (path for path in self.path.rglob("*") if path.is_file())
        return {path.relative_to(self.path).as_posix() for path in files}

    def text(self, name: str) -> str:
        """Return a file as it is, without translation of newlines, bytes of pictures too."""
        return (self.path / name).read_bytes().decode(errors="surrogateescape")
