"""Systems: what is done otherwise on Windows comes to the same, also where it is only pretended."""

import os
import subprocess
import sys

import pytest

PRETEND = """
import asyncio, os, signal, subprocess, sys
sys.platform = {system!r}
from receiver.server import systems
"""
TOLD = """
async def main():
    told = asyncio.Queue()
    for count in range(2):
        systems.when_told_to_end(lambda count=count: told.put_nowait(count))
        for each in (signal.SIGTERM, signal.SIGINT):
            os.kill(os.getpid(), each)
            print(await asyncio.wait_for(told.get(), 20), told.qsize())

systems.run(main())
"""
BECOME = """
systems.become([sys.executable, "-c", "import sys; print(sys.argv[1]); sys.exit(7)", "two words"])
"""


@pytest.fixture(params=["linux", "darwin", "win32"])
def pretended(request: pytest.FixtureRequest) -> str:
    """Return the beginning of a program that takes this system for each of them."""
    return PRETEND.format(system=request.param)


def ran(program: str) -> subprocess.CompletedProcess[str]:
    """Run a program, which finds what this one does."""
    command = [sys.executable, "-c", program]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_signals(pretended: str) -> None:
    """Both signals to end are heard in the loop, and the last who asked for them hears them."""
    done = ran(pretended + TOLD)
    assert ("0 0\n0 0\n1 0\n1 0\n", "", 0) == (done.stdout, done.stderr, done.returncode)


def test_command_in_its_place(pretended: str) -> None:
    """A command that is run in place gets its arguments whole, and its exit code counts."""
    done = ran(pretended + BECOME)
    assert ("two words\n", "", 7) == (done.stdout, done.stderr, done.returncode)
