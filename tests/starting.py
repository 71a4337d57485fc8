"""Starts many projects, each in a process of its own, without importing all packages each time.

Run as a module it is the parent: it imports the packages that projects share, and for each
folder on its input forks a child that does there what a project does first.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from tests.baking import ROOT
from tests.projects import clean_environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SHARED = ("alembic", "fastapi", "httpx2", "pydantic_settings", "sqlalchemy", "structlog")


def sources() -> str:
    """Do what the web server and the command line do first, and name the sources that are on."""
    settings, assembly = import_module("receiver.settings"), import_module("receiver.assembly")
    return " ".join(assembly.assemble(settings.load_settings()).sources)


@contextmanager
def starter() -> Iterator[Callable[[Path], str]]:
    """Run the parent; yield what starts the project in a folder and returns what it says."""
    with subprocess.Popen(
        (sys.executable, "-m", "tests.starting"),
        cwd=ROOT,
        env=clean_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        assert parent.stdin
        assert parent.stdout
        asks, answers = parent.stdin, parent.stdout

        def start(folder: Path) -> str:
            print(folder, file=asks, flush=True)
            return str(json.loads(answers.readline()))

        yield start


def _child(folder: str) -> None:
    os.chdir(folder)
    sys.path.insert(0, "src")
    try:
        said = sources()
    except Exception as error:  # noqa: BLE001 - the test shows it, whatever it is
        said = repr(error)
    _say(said)
    os._exit(0)


def _say(what: str) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    for name in SHARED:
        import_module(name)
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            _child(line.removesuffix("\n"))
        if status := os.waitpid(pid, 0)[1]:
            _say(f"ended with status {status}")
