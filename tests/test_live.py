"""A project as its owner runs it: the secrets of its own .env, real processes, real deliveries."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from processes import ready, until
from servers.children import free_port

from webhook_template_filters.options import PROVIDERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.baking import Baker
    from tests.projects import Project


@contextmanager
def served(project: Project) -> Iterator[str]:
    """Serve a project at a free port and yield its URL."""
    port = str(free_port())
    url = f"http://127.0.0.1:{port}"
    command = (sys.executable, "-m", "receiver", "serve", "--port", port)
    environment = project.environment() | {"RECEIVER_SHUTDOWN_DELAY": "0"}
    with subprocess.Popen(command, cwd=project.path, env=environment) as service:
        try:
            until(lambda: ready(url))
            yield url
        finally:
            service.terminate()


def test_a_push_is_sent_stored_and_handled(bake: Baker) -> None:
    """`receiver send github push`, then `receiver deliveries list`, shows it done."""
    project = bake()

    def listed() -> dict[str, object]:
        ran = project.python("receiver", "deliveries", "list", "--json")
        return dict(json.loads(ran.stdout)[0])

    with served(project) as url:
        ran = project.python("receiver", "send", "github", "push", "--url", url)
        assert ("github push: 202 accepted\n", "") == (ran.stdout, ran.stderr)
        until(lambda: listed()["state"] == "done")
        push = listed()
    assert ("github", "push", 1) == (push["source"], push["event"], push["attempts"])


def test_every_sender_is_heard(bake: Baker) -> None:
    """With every provider, and .env as it was written, each sender is heard and none is forged."""
    ran = bake(providers="all").python("receiver", "demo")
    told = set(re.findall(r"(?m)^(\w+) +(\w+) .*: (\d)\d\d ", ran.stdout))
    senders = PROVIDERS.names()
    heard = {(what, name, "2") for what in ("sent", "again") for name in senders}
    assert heard | {("forged", name, "4") for name in senders} == told, ran.stderr


def test_postgresql_can_wait(bake: Baker) -> None:
    """With PostgreSQL chosen and no server in sight, the demo works at once, in a file."""
    project = bake(providers="generic", database="postgresql")
    ran = project.python("receiver", "demo")
    assert (0, "") == (ran.returncode, ran.stderr)
    assert "generic user_created: 202 accepted" in ran.stdout
    assert (project.path / "receiver.sqlite3").is_file()


@pytest.mark.parametrize("command", ["demo", "serve", "migrate"])
def test_postgresql_that_is_not_there(bake: Baker, command: str) -> None:
    """With the line in .env made active and no server there, one line names what is missing."""
    project = bake(providers="generic", database="postgresql")
    env = project.path / ".env"
    url = f"postgresql://receiver:canary@127.0.0.1:{free_port()}/receiver"
    env.write_text(f"{env.read_text(encoding='utf-8')}RECEIVER_DATABASE_URL={url}\n", "utf-8")
    ran = project.python("receiver", command)
    first, *rest = ran.stderr.splitlines()
    assert 1 == ran.returncode
    assert "refused. Is it there? RECEIVER_DATABASE_URL names it; without that" in first
    assert (command == "demo") == bool(rest)
    assert "canary" not in ran.stderr
