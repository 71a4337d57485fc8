"""Starting: from the process to the first 200 of `/readyz`, beside FastAPI with nothing behind."""

from __future__ import annotations

import socket
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from servers.children import free_port

from benchmarks import HERE, NotHereError
from benchmarks.processes import PATIENCE, environment
from benchmarks.template import projects
from benchmarks.usage import cpu_seconds

if TYPE_CHECKING:
    from collections.abc import Sequence

ASKED = b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
READY = b"HTTP/1.1 200"
PAUSE = 0.002


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
    variables = {"PYTHONPATH": str(project / "src"), "RECEIVER_SHUTDOWN_DELAY": "0"}
    began = time.perf_counter()
    with subprocess.Popen(
        [*command, f"--port={port}"],
        cwd=project,
        env=environment(variables),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            while not _is_ready(port):
                if process.poll() is not None or time.perf_counter() - began > PATIENCE:
                    raise NotHereError(" ".join(command) + " does not start")
                time.sleep(PAUSE)
            return time.perf_counter() - began, cpu_seconds([process.pid])
        finally:
            process.terminate()


def _is_ready(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(ASKED)
            return connection.recv(len(READY), socket.MSG_WAITALL) == READY
    except OSError:
        return False
