"""`receiver worker`: what it refuses before it works."""

import pytest
from typer.testing import CliRunner

from receiver.cli import app
from receiver.errors import CommandFailed, SettingsInvalid


def worker(*arguments: str) -> BaseException | None:
    """Return what the command ends with."""
    return CliRunner().invoke(app, ["worker", *arguments]).exception


def test_nobody_would_handle(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that handles none at a time is refused by the name of the setting."""
    monkeypatch.setenv("RECEIVER_WORKERS", "0")
    error = worker()
    assert isinstance(error, SettingsInvalid)
    assert str(error).startswith("RECEIVER_WORKERS: with 0 nothing is handled")


def test_options_of_no_engine() -> None:
    """Options for an engine are refused where there is none."""
    error = worker("--", "--loglevel", "debug")
    assert isinstance(error, CommandFailed)
    assert "inprocess has no command of its own that takes --loglevel" == str(error)
