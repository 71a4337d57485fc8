"""`receiver tunnel` prints the URLs to register, or says what is missing."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from owners import owned, variables
from processes import environment
from receiver import providers

NAME = providers.names()[0]
COMMAND = [sys.executable, "-m", "receiver", "tunnel"]
OWNER = variables(owned(NAME))
FAKE = Path(__file__).with_name("fake_ngrok.py")


def ngrok(folder: Path) -> dict[str, str]:
    """Install the fake ngrok, and return the environment that has it."""
    program = folder / "ngrok"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{FAKE}"\n', encoding="utf-8")
    program.chmod(0o700)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    return environment(**OWNER, PATH=path, HOME=str(folder), NGROK_AUTHTOKEN="token")


def test_no_token() -> None:
    """Without a token it says where to get one, and opens nothing."""
    without = {k: v for k, v in environment(**OWNER).items() if k != "NGROK_AUTHTOKEN"}
    ran = subprocess.run(COMMAND, env=without, capture_output=True, text=True, check=False)
    assert (1, True) == (ran.returncode, "NGROK_AUTHTOKEN is not set; get a token" in ran.stderr)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_urls(tmp_path: Path, stop: signal.Signals) -> None:
    """With a tunnel open it prints each source's URL; when it is stopped, ngrok is as well."""
    with subprocess.Popen(
        COMMAND, env=ngrok(tmp_path), stdout=subprocess.PIPE, text=True
    ) as opened:
        assert opened.stdout
        first = opened.stdout.readline()
        opened.stdout.readline()
        opened.send_signal(stop)
        try:
            assert 0 == opened.wait(10)
        finally:
            opened.kill()
    assert f"{NAME:<20} https://fake.example.org/webhooks/{NAME}\n" == first


def test_ngrok_that_fails(tmp_path: Path) -> None:
    """An ngrok that does not run is told apart from a mistake of the user's."""
    given = ngrok(tmp_path)
    (tmp_path / "ngrok").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    ran = subprocess.run(COMMAND, env=given, capture_output=True, text=True, check=False)
    assert (1, True) == (ran.returncode, "No tunnel could be opened" in ran.stderr)
