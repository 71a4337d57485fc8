"""Locks what a project with everything needs: templates/uv.lock, at the versions of uv.lock here.

`uv lock --upgrade` first, for newer versions of both; then `uv run python -m tools.lock`. A test
says when that is due.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from cookiecutter.main import cookiecutter

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Bake a project that no hook makes any smaller, and let uv lock it."""
    with TemporaryDirectory() as folder:
        how = {"no_input": True, "default_config": True, "accept_hooks": False}
        project = cookiecutter(str(ROOT), output_dir=folder, **how)
        lock = Path(project) / "uv.lock"
        shutil.copy(ROOT / "uv.lock", lock)  # where uv finds a version it keeps it
        uv = shutil.which("uv") or sys.exit("uv is not on the PATH: pip install uv")
        subprocess.run((uv, "lock", "--quiet"), cwd=project, check=True)  # noqa: S603 - found as a shell would
        shutil.copy(lock, ROOT / "templates/uv.lock")


if __name__ == "__main__":
    main()
