"""A project as its owner runs it: the secrets of its own .env, a real process, a real delivery."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from socket import create_server
from typing import TYPE_CHECKING
from urllib.error import URLError

from tests.projects import Project, clean_environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.baking import Baker

PATIENCE = 30.0  # seconds


def receiver(*arguments: str) -> list[str]:
    """Return the command line of a project that is not installed."""
    return [sys.executable, "-m", "receiver", *arguments]


def until(condition: Callable[[], bool]) -> None:
    """Wait for a condition, within bounds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "the condition did not come true in time"
        time.sleep(0.1)


def ready(url: str) -> bool:
    """Say whether the service accepts deliveries."""
    try:
        with urllib.request.urlopen(f"{url}/readyz") as answer:  # noqa: S310 - our own URL
            return bool(answer.status == 200)
    except URLError:
        return False


@contextmanager
def served(project: Project) -> Iterator[str]:
    """Serve a project at a free port and yield its URL."""
    with create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    url = f"http://127.0.0.1:{port}"
    environment = clean_environment() | {"PYTHONPATH": "src"}
    command = receiver("serve", "--port", port)
    with subprocess.Popen(command, cwd=project.path, env=environment) as service:
        try:
            until(lambda: ready(url))
            yield url
        finally:
            service.terminate()


def test_a_push_is_sent_stored_and_handled(bake: Baker) -> None:
    """`receiver send github push`, then `receiver deliveries list`, shows it done."""
    project = bake()

    def run(*arguments: str) -> str:
        environment = clean_environment() | {"PYTHONPATH": "src"}
        ran = subprocess.run(
            receiver(*arguments),
            cwd=project.path,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return ran.stdout

    with served(project) as url:
        assert "github push: 202 accepted\n" == run("send", "github", "push", "--url", url)
        until(lambda: json.loads(run("deliveries", "list", "--json"))[0]["state"] == "done")
        listed = json.loads(run("deliveries", "list", "--json"))[0]
    assert ("github", "push", 1) == (listed["source"], listed["event"], listed["attempts"])
