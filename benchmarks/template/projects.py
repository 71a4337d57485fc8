"""A project as its owner has it: rendered, in an environment of its own, compiled."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from benchmarks import ROOT, NotHereError
from benchmarks.processes import environment
from benchmarks.template import templates
from tests.baking import copy_of_template

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

EXPORT = ("export", "--frozen", "--no-hashes", "--no-annotate", "--no-header", "--quiet")


def project(folder: Path) -> Path:
    """Render the default project; raises `NotHereError` if that does not work."""
    where, options = f"--output-dir={folder}", templates.options(folder)
    template = str(copy_of_template(folder))
    _done([sys.executable, "-m", "cookiecutter", *options, where, template])
    return folder / templates.QUESTIONS["project_slug"]


def python(project: Path) -> Path:
    """Install what the project needs, in the versions that the template is tested with.

    Raises `NotHereError` if that does not work.
    """
    locked, found = project / "locked.txt", project / ".venv" / "bin" / "python"
    locked.write_text(_done(["uv", *EXPORT, f"--project={ROOT}"]))
    _done(["uv", "venv", "--quiet", f"--python={sys.executable}", str(project / ".venv")])
    needed = (f"--requirements={project / 'pyproject.toml'}", f"--constraints={locked}")
    _done(["uv", "pip", "install", "--quiet", f"--python={found}", "--compile-bytecode", *needed])
    return found


def _done(command: Sequence[str]) -> str:
    ran = subprocess.run(command, env=environment({}), capture_output=True, text=True, check=False)
    if ran.returncode:
        message = f"{' '.join(command[:3])}: {ran.stderr.strip()[-500:]}"
        raise NotHereError(message)
    return ran.stdout
