"""`receiver serve` in each of its ways, and the same app under a server of one's own choice."""

import subprocess
import sys
from pathlib import Path

import httpx2

from owners import owned, variables
from processes import environment, ready, running, until
from receiver import providers
from servers.children import free_port

PATIENCE = 60.0
OWNER = variables(owned(providers.names()[0]))


def not_ready(url: str) -> bool:
    """Say whether the service says that it stops, and answers all the same."""
    answer = httpx2.get(f"{url}/readyz", timeout=5)
    alive = httpx2.get(f"{url}/livez", timeout=5)
    told = (answer.status_code, alive.status_code, alive.headers.get("connection"))
    return told == (503, 200, "close")


def leaves(*command: str) -> None:
    """Run a command that serves, and see that SIGTERM is announced before it stops."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with running([*command, "--port", str(port)], url, **OWNER, RECEIVER_SHUTDOWN_DELAY="3") as one:
        one.terminate()
        until(lambda: not_ready(url))
        one.wait(60)


def test_workers() -> None:
    """Several processes leave as one does."""
    leaves("-m", "receiver", "serve", "--workers", "2")


def test_own_server() -> None:
    """Under uvicorn alone the app says just as well that it is about to stop."""
    with running(
        ["-m", "receiver", "serve", "--port", str(port := free_port())],
        f"http://127.0.0.1:{port}",
        **OWNER,
    ):
        pass
    leaves("-m", "uvicorn", "--factory", "receiver.main:app")


def test_reload(tmp_path: Path) -> None:
    """A change of the code restarts the service, and nobody has to wait for it."""
    port, code, log = free_port(), tmp_path / "src" / "code.py", tmp_path / "log"
    url = f"http://127.0.0.1:{port}"
    code.parent.mkdir()
    code.touch()
    command = [sys.executable, "-m", "receiver", "serve", "--reload", "--port", str(port)]
    given = environment(**OWNER, RECEIVER_SHUTDOWN_DELAY="600")
    with log.open("wb") as told, subprocess.Popen(command, env=given, stderr=told) as process:
        try:
            until(lambda: ready(url), PATIENCE)
            code.write_text("changed = True\n", encoding="utf-8")
            told_twice = "Started server process"
            until(lambda: log.read_text(encoding="utf-8").count(told_twice) > 1, PATIENCE)
            until(lambda: ready(url), PATIENCE)
        finally:
            process.terminate()
        process.wait(60)
