"""Engines: whatever an engine's own command says, from its beginning on, is a line of the log."""

import json
import subprocess
import sys

import pytest

from fake import settings
from processes import environment
from receiver import background
from receiver.server.engines import MODULE
from receiver.services.strategies import worker_of

WITH_ENGINES = [name for name in background.names() if background.load(name).engine]


def test_lines() -> None:
    """It has its own arguments, and its lines, warnings and errors are like ours."""
    command = [sys.executable, "-m", MODULE, "talkative", "--app", "here:app"]
    given = environment(RECEIVER_LOG_FORMAT="json")
    ended = subprocess.run(command, env=given, check=False, capture_output=True, text=True)
    lines = [json.loads(line) for line in (ended.stdout + ended.stderr).splitlines()]
    assert ["message.logged", "warning.raised", "process.crashed"] == [
        each["event"] for each in lines
    ]
    assert ("--app here:app", "in the middle", 1) == (
        lines[0]["message"],
        lines[-1]["error"],
        ended.returncode,
    )


@pytest.mark.parametrize("name", WITH_ENGINES)
def test_workers_are_run_so(name: str) -> None:
    """Each engine's worker is."""
    module, command, *_ = worker_of(settings(background=name))
    assert (MODULE, name) == (module, command)
