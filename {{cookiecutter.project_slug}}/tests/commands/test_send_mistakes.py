"""`receiver send` that cannot even be tried: what is wrong, and what would be right."""

import pytest
from typer.testing import CliRunner, Result

from receiver import providers
from receiver.cli import app
from receiver.errors import CommandFailed, SettingsInvalid

NAME = next(name for name in providers.names() if providers.load(name).samples)


EVENTS = [sample.event for sample in providers.load(NAME).samples]


SECRET = "3f9a1c7be2d84056"


def send(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    """Run the command with one source configured."""
    monkeypatch.setenv(f"RECEIVER_SECRETS__{NAME.upper()}", SECRET)
    return CliRunner().invoke(app, ["send", *arguments])


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "nonsense", "http://[", ""])
def test_nobody(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Where nobody answers, that is said, and how to start the service."""
    result = send(monkeypatch, NAME, "--url", url)
    assert isinstance(result.exception, CommandFailed)
    assert "Start it with: receiver serve" in str(result.exception)


def test_unknown_source(monkeypatch: pytest.MonkeyPatch) -> None:
    """A source that is not configured is told with those that are."""
    result = send(monkeypatch, f"{NAME}x")
    assert f"No source {NAME}x is configured; valid: {NAME}; did you mean {NAME}?" == str(
        result.exception
    )


def test_unknown_event(monkeypatch: pytest.MonkeyPatch) -> None:
    """An event without a sample is told with those that have one."""
    result = send(monkeypatch, NAME, "no.such.event")
    assert str(result.exception).startswith(
        f"There is no sample of {NAME} no.such.event; valid: {min(EVENTS)}"
    )


def test_weak_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules on secrets hold here, too."""
    monkeypatch.setenv(f"RECEIVER_SECRETS__{NAME.upper()}", "weak")
    result = CliRunner().invoke(app, ["send", NAME])
    assert isinstance(result.exception, SettingsInvalid)
