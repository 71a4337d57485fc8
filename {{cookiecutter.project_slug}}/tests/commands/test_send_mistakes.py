"""`receiver send` that cannot even be tried: what is wrong, and what would be right."""

import pytest
from typer.testing import Result

from owners import owned, variables
from receiver import providers
from receiver.errors import CommandFailed, SettingsInvalid
from running import run

NAME = providers.names()[0]
EVENTS = [sample.event for sample in providers.load(NAME).samples]


def send(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    """Run the command with one source configured, in a folder of its own."""
    for name, value in {**variables(owned(NAME)), "RECEIVER_TEST_KEYS": "keys"}.items():
        monkeypatch.setenv(name, value)
    return run("send", *arguments)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "nonsense", "http://[", ""])
def test_nobody(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Where nobody answers, that is said, and how to start the service."""
    result = send(monkeypatch, NAME, "--url", url)
    assert isinstance(result.exception, CommandFailed)
    assert "Start it with: receiver serve" in str(result.exception)


def test_unknown_source(monkeypatch: pytest.MonkeyPatch) -> None:
    """A source that is not configured is told with those that are, and the nearest one."""
    said = str(send(monkeypatch, f"{NAME}x").exception)
    assert said.startswith(f"No source {NAME}x is configured; valid: ")
    assert said.endswith(f"; did you mean {NAME}?")


def test_unknown_event(monkeypatch: pytest.MonkeyPatch) -> None:
    """An event without a sample is told with those that have one."""
    result = send(monkeypatch, NAME, "no.such.event")
    assert str(result.exception).startswith(
        f"There is no sample of {NAME} no.such.event; valid: {min(EVENTS)}"
    )


def test_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules on sources hold here, too."""
    monkeypatch.setenv("RECEIVER_SECRETS__NOBODY", "weak")
    result = send(monkeypatch, NAME)
    assert isinstance(result.exception, SettingsInvalid)
    assert "RECEIVER_SECRETS__NOBODY" in str(result.exception)


@pytest.mark.parametrize("name", providers.names())
def test_no_source_and_no_key(name: str) -> None:
    """Without any settings it is told what is missing: a secret, or a key pair to try it with."""
    provider, said = providers.load(name), str(run("send", name).exception)
    needs_a_key = provider.takes_a_secret() and provider.scheme.pairs is not None
    assert said.startswith(
        f"{provider.title} alone has the key" if needs_a_key else f"No source {name} is configured"
    )
