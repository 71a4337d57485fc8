"""Logs: JSON lines in production, colours in a terminal, and one shape for everybody."""

import json
import logging
from typing import Any

import pytest
import structlog
from structlog.contextvars import bound_contextvars

from fake import settings
from receiver.observability.logging import configure


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Return what was logged, line by line; nothing may be printed elsewhere."""
    printed = capsys.readouterr()
    assert "" == printed.out
    return [json.loads(line) for line in printed.err.splitlines()]


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    """A line is a JSON object with the event, its keys, the level, the time and the context."""
    configure(settings(log_format="json"))
    with bound_contextvars(request_id="r-1"):
        structlog.get_logger().warning("delivery.rejected", source="fake", text="é\n")
    (line,) = lines(capsys)
    assert line.pop("timestamp").endswith("Z")
    assert {
        "event": "delivery.rejected",
        "level": "warning",
        "source": "fake",
        "text": "é\n",
        "request_id": "r-1",
    } == line


def test_standard_library(capsys: pytest.CaptureFixture[str]) -> None:
    """Lines of libraries, such as uvicorn's, have the same shape and their logger's name."""
    configure(settings(log_format="json"))
    logging.getLogger("uvicorn.error").info("Started %s", "server")
    (line,) = lines(capsys)
    assert ("Started server", "info", "uvicorn.error") == (
        line["event"],
        line["level"],
        line["logger"],
    )


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("debug", ["debug", "info", "warning", "error"]),
        ("info", ["info", "warning", "error"]),
        ("warning", ["warning", "error"]),
        ("error", ["error"]),
    ],
)
def test_level(capsys: pytest.CaptureFixture[str], level: str, expected: list[str]) -> None:
    """Lines below the level are left out, ours and those of libraries."""
    configure(settings(log_format="json", log_level=level))
    for name in ("debug", "info", "warning", "error"):
        getattr(structlog.get_logger(), name)("ours")
        getattr(logging.getLogger("theirs"), name)("theirs")
    assert [name for name in expected for _ in "ab"] == [line["level"] for line in lines(capsys)]
