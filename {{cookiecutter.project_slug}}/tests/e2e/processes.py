"""Real processes: the service as uvicorn runs it, started, killed and stopped by its id."""

import os
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx2

from servers.children import die_with_parent

SRC = Path(__file__).parents[2] / "src"
TESTS = Path(__file__).parents[1]
PATIENCE = 20.0
PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Without certificates: to read those takes longer than a process takes to answer."""
READY, ALIVE = "/readyz", "/livez"


def until(condition: Callable[[], object], patience: float = PATIENCE) -> None:
    """Wait until the condition holds; fail if it does not in time."""
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, "the condition did not come true in time"
        time.sleep(0.02)


def ready(url: str) -> bool:
    """Say whether the service at `url` accepts."""
    return answers(f"{url}{READY}")


def answers(url: str) -> bool:
    """Say whether a service answers at `url`, and well."""
    try:
        return httpx2.get(url, timeout=5, verify=PLAIN).is_success
    except httpx2.TransportError:
        return False


def environment(**settings: str) -> dict[str, str]:
    """Return an environment with these settings and no other ones of ours."""
    inherited = {name: value for name, value in os.environ.items() if "RECEIVER_" not in name}
    return {
        **inherited,
        "RECEIVER_SHUTDOWN_DELAY": "0",
        "PYTHONPATH": f"{SRC}{os.pathsep}{TESTS / 'e2e'}{os.pathsep}{TESTS / 'support'}",
    } | settings


def started(*command: str, **settings: str) -> subprocess.Popen[bytes]:
    """Start a Python command; it is killed if the thread ends that has started it."""
    return _start(command, settings)


def _start(
    command: Sequence[str], settings: Mapping[str, str], *, apart: bool = False
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, *command],
        env=environment(**settings),
        start_new_session=apart,
        preexec_fn=die_with_parent,  # noqa: PLW1509 - it takes no lock, and nothing else can
    )


def _until_up(process: subprocess.Popen[bytes], url: str) -> None:
    """Wait until a process answers, and fail if it ends before."""
    until(lambda: answers(url) or process.poll() is not None, 3 * PATIENCE)
    assert process.poll() is None, "the process ended before it was ready"


@contextmanager
def running(
    command: list[str], url: str, awaited: str = READY, **settings: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a Python command until the block ends, and wait until it is ready at `url`."""
    with started(*command, **settings) as process:
        try:
            _until_up(process, f"{url}{awaited}")
            yield process
        finally:
            process.terminate()


@contextmanager
def group(command: list[str], url: str, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a Python command that starts others, which all end with the block."""
    with _start(command, settings, apart=True) as process:
        try:
            _until_up(process, f"{url}{READY}")
            yield process
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            finally:
                kill_group(process)


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and those that it has started, with signal 9."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def fake_service(
    port: int, awaited: str = READY, **settings: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Run the service with the fake provider at a port."""
    command = ["-m", "fake_server", str(port)]
    with running(command, f"http://127.0.0.1:{port}", awaited, **settings) as process:
        yield process
