"""Logs: JSON lines in production, colours in a terminal, and one shape for everybody."""

import json
import logging
from typing import Any

import pytest
import structlog
from structlog.contextvars import bound_contextvars

from fake import delivery, settings
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
    """Lines of libraries, such as uvicorn's, have the same shape, and who said what."""
    configure(settings(log_format="json"))
    with bound_contextvars(request_id="r-1"):
        logging.getLogger("uvicorn.error").info("Started %s", "server")
    (line,) = lines(capsys)
    assert line.pop("timestamp").endswith("Z")
    assert {
        "event": "message.logged",
        "message": "Started server",
        "level": "info",
        "logger": "uvicorn.error",
        "request_id": "r-1",
    } == line


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
    """Lines below the level are left out, ours, yours and those of libraries."""
    configure(settings(log_format="json", log_level=level))
    for name in ("debug", "info", "warning", "error"):
        getattr(structlog.get_logger(), name)("ours")
        getattr(logging.getLogger("handlers.on_fake"), name)("yours")
        getattr(logging.getLogger("theirs"), name)("theirs")
    told = [(line["level"], line.get("logger")) for line in lines(capsys)]
    of_libraries = [name for name in expected if name != "debug"]  # they quote what they are given
    assert expected == [name for name, logger in told if logger is None]
    assert expected == [name for name, logger in told if logger == "handlers.on_fake"]
    assert of_libraries == [name for name, logger in told if logger == "theirs"]


def test_objects(capsys: pytest.CaptureFixture[str]) -> None:
    """An object is told as it would be printed: a delivery without its body, bytes by number."""
    configure(settings(log_format="json"))
    canary = delivery(body=b"canary", headers={"x": "canary"})
    structlog.get_logger().info("signup.seen", one=canary, many=[canary], body=canary.body, n=1.5)
    (line,) = lines(capsys)
    assert ("6 bytes", 1.5, repr(canary)) == (line["body"], line["n"], line["one"])
    assert [repr(canary)] == line["many"]
    assert "canary" not in str(line)


def test_garbled(capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be formatted is a line without it."""
    configure(settings(log_format="json"))
    logging.getLogger("handlers.on_fake").warning("%d users", "canary")
    (line,) = lines(capsys)
    assert ("message.garbled", "handlers.on_fake") == (line["event"], line["logger"])
    assert "canary" not in str(line)
