"""Starting: from the process to the first 200 of `/readyz`, beside FastAPI with nothing behind."""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.request import urlopen

from servers.children import free_port

from benchmarks import HERE
from benchmarks.cores import CORES
from benchmarks.processes import server
from benchmarks.template import projects
from benchmarks.usage import cpu_seconds

if TYPE_CHECKING:
    from collections.abc import Sequence


def started(rounds: int) -> dict[str, list[tuple[float, float]]]:
    """Return each case's seconds until it was ready, and of CPU, round by round.

    Before the first round each has run once, which leaves Python's bytecode and the database.
    """
    found: dict[str, list[tuple[float, float]]] = {"bare": [], "ours": [], "fresh": []}
    with TemporaryDirectory(prefix="benchmarks-") as place:
        project = projects.project(Path(place))
        python = str(projects.python(project))
        bare = [python, "-m", "uvicorn", f"--app-dir={HERE / 'peers'}", "fastapi_alone:app"]
        ours = [python, "-m", "receiver", "serve"]
        for number in range(rounds + 1):
            took = {"bare": _start(bare, project), "ours": _start(ours, project)}
            for file in project.glob("receiver.sqlite3*"):
                file.unlink()
            took["fresh"] = _start(ours, project)
            for name, each in took.items():
                found[name] += [each] if number else []
    return found


def _start(command: Sequence[str], project: Path) -> tuple[float, float]:
    port = free_port()
    url = f"http://127.0.0.1:{port}/readyz"
    variables = {"PYTHONPATH": str(project / "src"), "RECEIVER_SHUTDOWN_DELAY": "0"}
    command, began = [*command, f"--port={port}"], time.perf_counter()
    with server(command, url, folder=project, variables=variables, cores=CORES) as process:
        took = time.perf_counter() - began, cpu_seconds([process.pid])
        urlopen(url).close()
        return took
