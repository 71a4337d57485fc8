"""`receiver verify` as a command: lines in, lines out, and an exit code."""

import json
import time

import pytest
from typer.testing import CliRunner

from receiver import providers
from receiver.cli import app
from receiver.signatures.schemes import Scheme
from verdicts import line_of

NAME = providers.names()[0]
ACCEPTED = json.dumps(line_of(NAME))
REFUSED = json.dumps(line_of(NAME) | {"method": "DELETE"})
YEARS = 20 * 366 * 86_400


def run(lines: str | bytes, *options: str) -> tuple[int, list[str]]:
    """Return the exit code and the verdicts of the command."""
    result = CliRunner().invoke(app, ["verify", *options], input=lines)
    return result.exit_code, [json.loads(line)["verdict"] for line in result.stdout.splitlines()]


def test_exit_codes() -> None:
    """A refusal is a verdict like any other; a line that is no request makes the exit code 2."""
    assert (0, ["refused", "accepted"]) == run(f"{REFUSED}\n\n  \n{ACCEPTED}\n")
    assert (2, ["refused", "error", "accepted"]) == run(f"{REFUSED}\n[\n{ACCEPTED}")
    assert (0, []) == run("")


def test_bytes_that_are_no_text() -> None:
    """A line that is no UTF-8 is an error like any other."""
    assert (2, ["error", "refused"]) == run(b'{"a": "\xff"}\n' + REFUSED.encode())


def test_line_ends() -> None:
    """Lines may end as they do on Windows."""
    assert (0, ["refused", "refused"]) == run(f"{REFUSED}\r\n{REFUSED}\r\n")


@pytest.mark.parametrize(
    "now", ["nan", "inf", "-inf", "-1", "-0.001", "253402300800", "1e300", "a"]
)
def test_no_time(now: str) -> None:
    """A clock that is none is a wrong call."""
    assert (2, []) == run(REFUSED, "--now", now)


@pytest.mark.parametrize("now", ["0", "-0.0", "0.5", "1e3", "1760000000.25", "253402300799"])
@pytest.mark.parametrize("name", providers.names())
def test_edges(name: str, now: str) -> None:
    """From 1970 to 9999 any time will do, and is no trouble to any provider."""
    code, (verdict,) = run(json.dumps(line_of(name)), "--now", now)
    assert (0, True) == (code, verdict in {"accepted", "refused"})


@pytest.mark.parametrize("name", providers.names())
def test_now(name: str) -> None:
    """The clock is the one that is given: it decides where a scheme has a timestamp."""
    scheme, line = providers.load(name).scheme, json.dumps(line_of(name))
    late = {"accepted", "refused"}
    if isinstance(scheme, Scheme):
        late = {"refused"} if scheme.timestamp else {"accepted"}
    assert (0, ["accepted"]) == run(line, "--now", str(int(time.time())))
    code, (verdict,) = run(line, "--now", str(int(time.time()) + YEARS))
    assert (0, True) == (code, verdict in late)


def test_no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """It needs no settings, and does not mind wrong ones."""
    monkeypatch.setenv("RECEIVER_WORKERS", "none")
    assert (0, ["refused"]) == run(REFUSED)
