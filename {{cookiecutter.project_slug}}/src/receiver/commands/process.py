"""The service in a process of its own, for `receiver demo`: started, waited for, stopped."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from socket import create_server

import httpx2

from receiver.errors import CommandFailed

PATIENCE = 60.0
"""Seconds for the service to start, to answer, and again for the handlers to finish."""


@contextmanager
def running() -> Iterator[str]:
    """Run `receiver serve` in a process of its own, at a free port, and yield its URL."""
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "receiver", "serve", "--port", str(port)]
    quiet = os.environ | {"RECEIVER_LOG_LEVEL": "error", "RECEIVER_SHUTDOWN_DELAY": "0"}
    with subprocess.Popen(command, env=quiet) as service:  # noqa: S603 - our own command line
        try:
            _wait_until_ready(url, service)
            yield url
        finally:
            service.terminate()


def _wait_until_ready(url: str, service: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and service.poll() is None:
        try:
            if httpx2.get(f"{url}/readyz").is_success:
                return
        except httpx2.TransportError:
            time.sleep(0.05)
    message = "The service did not start; see what it says with: uv run receiver serve"
    raise CommandFailed(message)
