"""Processes: servers that are started, awaited, put to sleep and ended."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import urlopen

from servers.children import die_with_parent

from benchmarks import NotHereError
from benchmarks.cores import on

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

PATIENCE = 60.0
"""Seconds that a server may take to start, or to stop."""
PAUSE = 0.002
"""Seconds from one time of asking whether a server answers to the next."""
FOREIGN = ("RECEIVER_", "PEER_", "UVICORN_", "PYTHON", "NODE_", "WEB_CONCURRENCY")


def environment(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without what would change what is measured, and with these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return {**kept, **variables}


@contextmanager
def server(
    command: Sequence[str],
    url: str,
    *,
    folder: Path,
    variables: Mapping[str, str],
    cores: Sequence[int],
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the block ends; what it writes goes to the file `log` in the folder.

    Raises `NotHereError` if it does not answer at `url`.
    """
    with (folder / "log").open("ab") as log, on(cores):
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment(variables),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509 - it takes no lock
        )
    try:
        _until_it_answers(process, url, folder / "log")
        yield process
    finally:
        _end(process)


@contextmanager
def awake(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Have a server work while the block lasts; afterwards it sleeps, and is in nobody's way."""
    os.killpg(process.pid, signal.SIGCONT)
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGSTOP)


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGCONT)
        process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(PATIENCE)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _until_it_answers(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not _answers(url):
        if process.poll() is not None or time.monotonic() > end:
            raise NotHereError("it does not answer: " + log.read_text()[-2000:])
        time.sleep(PAUSE)


def _answers(url: str) -> bool:
    try:
        urlopen(url, timeout=5).close()  # noqa: S310 - our own
    except OSError as error:
        return isinstance(error, HTTPError)  # any answer is one
    return True
