"""Logs in a terminal and elsewhere, and what a traceback tells."""

import json
import logging
import sys
from io import StringIO

import pytest
import structlog

from fake import settings
from receiver.observability.logging import configure


def test_console(capsys: pytest.CaptureFixture[str]) -> None:
    """In a terminal lines are for people."""
    configure(settings(log_format="console"))
    structlog.get_logger().info("service.starting", url="here")
    printed = capsys.readouterr().err
    assert "service.starting" in printed
    assert not printed.startswith("{")


def test_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Left to itself, the log is JSON where no terminal is."""
    configure(settings(log_format="auto"))
    structlog.get_logger().info("service.starting")
    assert "service.starting" == json.loads(capsys.readouterr().err)["event"]


def fail(payload: str) -> None:
    """Raise a group that came from an error, of errors that quote a payload."""
    try:
        int(payload)
    except ValueError as error:
        error.add_note(payload)
        several = [KeyError(payload), SyntaxError(payload)]
        raise ExceptionGroup(payload, several) from error


@pytest.mark.parametrize("log_format", ["json", "console"])
def test_tracebacks_without_words(capsys: pytest.CaptureFixture[str], log_format: str) -> None:
    """What errors say, which may be a payload, is in no traceback, nor are notes and variables.

    That holds for what they came from, too, and for what they hold.
    """
    configure(settings(log_format=log_format))
    payload = "canary".upper()
    try:
        fail(payload)
    except ExceptionGroup:
        structlog.get_logger().exception("ours.failed")
        logging.getLogger("uvicorn.error").exception("theirs failed")
    printed = capsys.readouterr().err
    for kind in ("ExceptionGroup", "KeyError", "SyntaxError", "ValueError"):
        assert 2 <= printed.count(kind), kind
    assert 4 == printed.count("in fail" if log_format == "console" else '"name":"fail"')
    assert "CANARY" not in printed


def test_tracebacks_are_data(capsys: pytest.CaptureFixture[str]) -> None:
    """In JSON a traceback is part of its line."""
    configure(settings(log_format="json"))
    try:
        int("")
    except ValueError:
        structlog.get_logger().exception("ours.failed")
    (line,) = capsys.readouterr().err.splitlines()
    assert "ValueError" == json.loads(line)["exception"][0]["exc_type"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), BrokenPipeError()])
def test_log_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch, error: OSError) -> None:
    """A full disk or a closed pipe under the log is no error of whoever logs."""

    class Full(StringIO):
        def write(self, _text: str) -> int:
            raise error

        def flush(self) -> None:
            raise error

    monkeypatch.setattr(sys, "stderr", Full())
    configure(settings(log_format="json"))
    structlog.get_logger().info("delivery.accepted")
    sys.stderr.close()
    structlog.get_logger().info("delivery.accepted")
