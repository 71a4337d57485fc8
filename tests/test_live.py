"""A project as its owner runs it: the secrets of its own .env, a real process, a real delivery."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from processes import free_port, ready, until

from tests.projects import Project, clean_environment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.baking import Baker


def receiver(*arguments: str) -> list[str]:
    """Return the command line of a project that is not installed."""
    return [sys.executable, "-m", "receiver", *arguments]


@contextmanager
def served(project: Project) -> Iterator[str]:
    """Serve a project at a free port and yield its URL."""
    port = str(free_port())
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
