"""Takes a project from nothing to a handled delivery, with its own commands, as an owner would.

`uv run python -m tools.live default` bakes it, installs what its lock file says, has its hooks lint
and type it, runs its tests, and has the demo serve, send and handle. What follows `--` goes to
pytest. `--list` prints the names of all that there are, for a workflow's matrix.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from cookiecutter.main import cookiecutter

from webhook_template_filters.options import BACKGROUND, DATABASE
from webhook_template_filters.strategies import database_of

ROOT = Path(__file__).parent.parent
EVERYTHING = {
    "providers": "all",
    "background": "all",
    "database": "postgresql",
    "console": "yes",
    "tracing": "yes",
    "docker": "kubernetes",
}
NAMED: dict[str, dict[str, str]] = {
    "default": {},
    "minimal": {"providers": "github", "console": "no"},
    "everything": EVERYTHING,
    **{
        f"{strategy}-{database}": {"background": strategy, "database": database}
        for strategy in BACKGROUND.valid()
        for database in DATABASE.valid()
        if strategy != "all" and database_of(strategy) in ("", database)
    },
}
STEPS = {
    "git": ("git", "init", "--quiet"),
    "add": ("git", "add", "--all"),
    "install": ("uv", "sync", "--locked", "--quiet"),
    "lint and type": ("uv", "run", "pre-commit", "run", "--all-files"),
    "documentation": ("uv", "run", "--group", "docs", "mkdocs", "build", "--strict", "--quiet"),
    "serve, send, handle": ("uv", "run", "receiver", "demo"),
    "test": ("uv", "run", "pytest"),
    "nothing is left": ("git", "diff", "--exit-code", "--stat"),
}


def live(name: str, options: list[str]) -> None:
    """Bake one of them into a folder that is gone after that; end at the first step that fails."""
    with TemporaryDirectory() as folder:
        how = {"no_input": True, "default_config": True, "extra_context": NAMED[name]}
        project = Path(cookiecutter(str(ROOT), output_dir=folder, **how))
        for step, command in STEPS.items():
            print(f"\n== {name}: {step}", flush=True)
            started = time.monotonic()
            more = options if step == "test" else []
            subprocess.run([*command, *more], cwd=project, env=_environment(), check=True)
            print(f"{time.monotonic() - started:.1f} s", flush=True)
        untracked = subprocess.run(
            ("git", "ls-files", "--others", "--exclude-standard"),
            cwd=project,
            capture_output=True,
            check=True,
            text=True,
        )
        if untracked.stdout:
            sys.exit(f"{name} leaves behind: {untracked.stdout}")


def _environment() -> dict[str, str]:
    """Return the environment without what points into the template's own."""
    return {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}


def main() -> None:
    """Take the names from the command line."""
    given = sys.argv[1:]
    cut = given.index("--") if "--" in given else len(given)
    names, options = given[:cut], given[cut + 1 :]
    if names == ["--list"]:
        print(json.dumps([*NAMED]))
        return
    unknown = set(names) - set(NAMED)
    if unknown or not names:
        sys.exit(f"{', '.join(unknown) or 'nothing'} is no project here; valid: {', '.join(NAMED)}")
    for name in names:
        live(name, options)


if __name__ == "__main__":
    main()
