"""`receiver demo`: the service at work in ten seconds, on real processes and the real inbox."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from socket import create_server

import httpx2
from rich.console import Console

from receiver.commands.database import opened
from receiver.commands.display import as_table
from receiver.commands.send import post, prepared, told
from receiver.deliveries import PENDING
from receiver.errors import CommandFailed
from receiver.services.samples import Request
from receiver.services.sources import configured
from receiver.settings import Settings, load_settings
from receiver.storage import reading
from receiver.storage.reading import Summary

PATIENCE = 20.0
"""Seconds for the service to start, and again for the handlers to finish."""


def demo() -> None:
    """Start the service, send it a signed sample from each source, show what became of them."""
    settings = load_settings()
    sources = configured(settings)
    console = Console(highlight=False, soft_wrap=True)
    if not sources:
        message = "No source is configured: set RECEIVER_SECRETS__GENERIC, see .env.example"
        raise CommandFailed(message)
    with _service(console) as url:
        for source in sources:
            request = prepared(settings, source)
            forged = Request(request.event, request.headers, request.body + b" ")
            console.print(
                f"sent       {source} {request.event}: {told(post(url, source, request))}"
            )
            console.print(
                f"again      {source} {request.event}: {told(post(url, source, request))}"
            )
            console.print(f"forged     {source} {request.event}: {told(post(url, source, forged))}")
        handled = _settled(settings, len(sources))
    console.print(as_table(handled))
    console.print("All of it is in the inbox. Now run it yourself: uv run receiver serve")


@contextmanager
def _service(console: Console) -> Iterator[str]:
    """Run `receiver serve` in a process of its own, at a free port, and yield its URL."""
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "receiver", "serve", "--port", str(port)]
    quiet = os.environ | {"RECEIVER_LOG_LEVEL": "error"}
    with subprocess.Popen(command, env=quiet) as service:  # noqa: S603 - our own command line
        try:
            _wait_until_ready(url, service)
            console.print(f"started    {url}")
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


def _settled(settings: Settings, count: int) -> list[Summary]:
    """Return the newest `count` deliveries, as soon as all of them are settled."""
    until = time.monotonic() + PATIENCE
    with opened(settings) as database:
        while True:
            with database.snapshot() as connection:
                found = reading.newest(connection, count)
            if time.monotonic() > until or not any(each.state in PENDING for each in found):
                return found
            time.sleep(0.05)
