"""`receiver verify` as a command: lines in, lines out, and an exit code."""

import json

import pytest
from typer.testing import CliRunner

from receiver import providers
from receiver.cli import app
from receiver.signing import sign

NAME = providers.names()[0]
SAMPLED = [name for name in providers.names() if providers.load(name).samples]
REQUEST = {"provider": NAME, "secrets": ["canary"], "headers": {}, "body": ""}


def run(lines: str | bytes, *options: str) -> tuple[int, list[str]]:
    """Return the exit code and the verdicts of the command."""
    result = CliRunner().invoke(app, ["verify", *options], input=lines)
    return result.exit_code, [json.loads(line)["verdict"] for line in result.stdout.splitlines()]


def test_exit_codes() -> None:
    """A refusal is a verdict like any other; a line that is no request makes the exit code 2."""
    refused = json.dumps(REQUEST)
    assert (0, ["refused"] * 2) == run(f"{refused}\n\n  \n{refused}\n")
    assert (2, ["refused", "error", "refused"]) == run(f"{refused}\n[\n{refused}")
    assert (0, []) == run("")


def test_bytes_that_are_no_text() -> None:
    """A line that is no UTF-8 is an error like any other."""
    refused = json.dumps(REQUEST).encode()
    assert (2, ["error", "refused"]) == run(b'{"a": "\xff"}\n' + refused)


@pytest.mark.parametrize("now", ["nan", "inf", "-inf", "1e300", "soon"])
def test_no_time(now: str) -> None:
    """A clock that is none is a wrong call."""
    assert (2, []) == run(json.dumps(REQUEST), "--now", now)


@pytest.mark.parametrize("name", SAMPLED)
def test_now(name: str) -> None:
    """The clock is the one that is given: it decides where a scheme has a timestamp."""
    provider = providers.load(name)
    body = provider.samples[0].body
    headers = provider.samples[0].headers
    signed = sign(provider.scheme, headers, body.encode(), "secret", 1_760_000_000)
    line = json.dumps({"provider": name, "secrets": ["secret"], "headers": signed, "body": body})
    late = "refused" if provider.scheme.timestamp else "accepted"
    assert (0, ["accepted"]) == run(line, "--now", "1760000000")
    assert (0, [late]) == run(line, "--now", "1760086400")


def test_no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """It needs no settings, and does not mind wrong ones."""
    monkeypatch.setenv("RECEIVER_WORKERS", "none")
    assert (0, ["refused"]) == run(json.dumps(REQUEST))
