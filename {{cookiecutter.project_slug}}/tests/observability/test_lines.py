"""Lines: whatever is logged, the log has one line of it, and whoever logs has no error."""

import json
import logging
from typing import Any

import pytest
import structlog
from structlog.contextvars import bound_contextvars

from fake import settings
from receiver.observability.lines import LONGEST
from receiver.observability.logging import configure


class Speechless:
    """An object that cannot be printed."""

    def __repr__(self) -> str:
        """Fail."""
        message = "canary"
        raise LookupError(message)


def nested(levels: int) -> dict[str, Any]:
    """Return an object in an object, and so on."""
    found: dict[str, Any] = {}
    for _ in range(levels):
        found = {"in": found}
    return found


def cycle() -> list[Any]:
    """Return a list that holds itself."""
    found: list[Any] = []
    found.append(found)
    return found


@pytest.mark.parametrize("log_format", ["json", "console"])
@pytest.mark.parametrize("value", [Speechless(), nested(5000), cycle(), 10**5000], ids=type)
def test_what_cannot_be_written(
    capsys: pytest.CaptureFixture[str], value: object, log_format: str
) -> None:
    """An object that no line can hold costs the line its values, and its handler nothing."""
    configure(settings(log_format=log_format))
    with bound_contextvars(key=17, source="fake"):
        structlog.get_logger().info("order.seen", what=value, text="canary")
    (printed,) = capsys.readouterr().err.splitlines()
    assert "canary" not in printed
    if log_format == "console":
        assert all(each in printed for each in ("message.garbled", "order.seen", "17"))
        return
    line = json.loads(printed)
    told = [line[name] for name in ("event", "message", "key", "source", "level")]
    assert ["message.garbled", "order.seen", 17, "fake", "info"] == told
    assert line["cause"] in {"LookupError", "RecursionError", "ValueError"}


@pytest.mark.parametrize("log_format", ["json", "console"])
@pytest.mark.parametrize(
    "values",
    [
        {"text": "x" * 10**6},
        {"numbers": [*range(10**5)]},
        {f"k{n}": "é" * 100 for n in range(2000)},
    ],
    ids=["text", "list", "names"],
)
def test_what_is_too_long(
    capsys: pytest.CaptureFixture[str], values: dict[str, Any], log_format: str
) -> None:
    """A line that would be too long is cut where it is, and still a line of its delivery."""
    configure(settings(log_format=log_format))
    with bound_contextvars(key=17):
        structlog.get_logger().info("order.seen", **values)
    (printed,) = capsys.readouterr().err.splitlines()
    assert LONGEST / 8 < len(printed) < LONGEST * 1.1
    if log_format == "json":
        line = json.loads(printed)
        assert ("order.seen", 17, "info") == (line["event"], line["key"], line["level"])
        assert len(values) + 4 == len(line) - ("left_out" in line) + line.get("left_out", 0)


def test_what_others_say_too_long(capsys: pytest.CaptureFixture[str]) -> None:
    """That holds for the standard library's logging as well."""
    configure(settings(log_format="json"))
    logging.getLogger("theirs").warning("%s", "x" * 10**6)
    line = json.loads(capsys.readouterr().err)
    assert ("message.logged", "theirs") == (line["event"], line["logger"])
    assert line["message"].endswith("x… (1000002 characters)")
