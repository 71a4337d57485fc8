"""Hooks: what Python prints of its own accord, in a process of its own, is lines like others."""

import json
import subprocess
import sys
from typing import Any

import pytest

from processes import environment

SETUP = """
import sys, threading, warnings
from receiver.observability.logging import configure
from receiver.settings import Settings
configure(Settings(log_format="json"))
canary = "canary"
"""


def told(code: str) -> tuple[int, list[dict[str, Any]]]:
    """Run code where logging is set up; return how it ended, and all that it printed."""
    command = [sys.executable, "-W", "always", "-c", SETUP + code]
    ended = subprocess.run(command, env=environment(), check=False, capture_output=True, text=True)
    lines = (ended.stdout + ended.stderr).splitlines()
    return ended.returncode, [json.loads(line) for line in lines]


def test_crash() -> None:
    """A crash says why in its own words, with the way there as data."""
    status, (line,) = told("raise LookupError('no such port')")
    assert (1, "process.crashed", "critical") == (status, line["event"], line["level"])
    assert ("LookupError", "no such port") == (line["cause"], line["error"])
    assert "LookupError" == line["exception"][0]["exc_type"]


@pytest.mark.parametrize(
    ("code", "event", "cause"),
    [
        ("raise KeyboardInterrupt(canary)", "process.crashed", "KeyboardInterrupt"),
        ("warnings.warn(canary)", "warning.raised", None),
        (
            "t = threading.Thread(target=lambda: {}[canary]); t.start(); t.join()",
            "thread.failed",
            "KeyError",
        ),
        (
            "class Leaf:\n  def __del__(self): {}[canary]\nLeaf()",
            "error.ignored",
            "KeyError",
        ),
    ],
)
def test_without_words(code: str, event: str, cause: str | None) -> None:
    """What may have come from a payload says what kind it was and where, and nothing else."""
    _, (line,) = told(code)
    assert (event, cause) == (line["event"], line.get("cause"))
    assert "canary" not in str(line)
