"""A newcomer's walk over the command line, in real processes and an empty folder."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from owners import owned, variables
from processes import environment, running, until
from receiver import providers
from servers.children import free_port

SOURCE = providers.names()[0]
OWNER = {**variables(owned(SOURCE)), "RECEIVER_TEST_KEYS": "keys"}


def receiver(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run `receiver` with what one source of this project needs."""
    return subprocess.run(
        [sys.executable, "-m", "receiver", *arguments],
        env=environment(**OWNER, **settings),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def listed() -> list[dict[str, Any]]:
    """Return what `deliveries list --json` prints."""
    found: list[dict[str, Any]] = json.loads(receiver("deliveries", "list", "--json").stdout)
    return found


def test_serve_send_list_show_replay(tmp_path: Path) -> None:
    """A fresh folder serves at once; a sample is stored, settled, shown, and handled again."""
    port = str(free_port())
    url = f"http://127.0.0.1:{port}"
    with running(["-m", "receiver", "serve", "--port", port], url, **OWNER):
        assert 0 == receiver("send", SOURCE, "--url", url).returncode
        until(lambda: listed()[0]["state"] in {"done", "unhandled"})
        assert SOURCE in receiver("deliveries", "show", "1").stdout
        assert 0 == receiver("replay", "1").returncode
        until(lambda: listed()[0]["state"] in {"done", "unhandled"})
    assert (tmp_path / "receiver.sqlite3").exists()
    expected = {"key", "source", "id", "event", "state", "attempts", "received_at", "pruned_at"}
    assert expected == set(listed()[0])


def test_demo(tmp_path: Path) -> None:
    """`receiver demo` ends well, and shows what it sent this time, however often it ran before."""
    first, second = receiver("demo"), receiver("demo")
    for shown in (first, second):
        assert 0 == shown.returncode, shown.stdout
        told = [line.split()[0] for line in shown.stdout.splitlines() if f" {SOURCE} " in line]
        assert ["sent", "again", "forged"] == told[:3]
        assert "All of it is in the inbox." in shown.stdout
    tables = [shown.stdout.partition("\nkey ")[2].splitlines() for shown in (first, second)]
    assert len(tables[0]) == len(tables[1])
    assert tables[0][1].split()[0] != tables[1][1].split()[0]
    assert (tmp_path / "receiver.sqlite3").exists()


def test_mistakes_in_settings() -> None:
    """A weak secret and a misspelt setting keep the service from starting, and are named."""
    weak = receiver("serve", RECEIVER_SECRETS__NOBODY="short")
    assert (2, True) == (weak.returncode, "RECEIVER_SECRETS__NOBODY" in weak.stderr)
    misspelt = receiver("serve", RECEIVER_BODY_CAPS="1")
    assert (2, True) == (misspelt.returncode, "did you mean RECEIVER_BODY_CAP?" in misspelt.stderr)


def test_nobody_to_send_to() -> None:
    """Sending to no service fails with the command that would start one."""
    sent = receiver("send", SOURCE, "--url", "http://127.0.0.1:9")
    assert (1, True) == (sent.returncode, "receiver serve" in sent.stderr)
