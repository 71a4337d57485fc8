"""Lines of a log, as a collector reads them: JSON objects that have what all have."""

import json
from collections.abc import Iterator
from typing import Any

KEYS = {"timestamp", "level", "event"}
ACCEPTED = "delivery.accepted"
LEVELS = {"debug", "info", "warning", "error", "critical"}


def read(printed: str) -> list[dict[str, Any]]:
    """Return the lines of a log; raises `ValueError` where one is no JSON object."""
    found = []
    for line in printed.splitlines():
        try:
            found.append(json.loads(line))
        except ValueError:
            message = f"no JSON object: {line!r}"
            raise ValueError(message) from None
    return found


def wrong(lines: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the lines that have not the keys that all have, and the events that are no names."""
    for line in lines:
        named = isinstance(line.get("event"), str) and "." in line["event"]
        if not KEYS <= set(line) or line["level"] not in LEVELS or not named:
            yield line


def strayed(lines: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the lines of attempts that name another request than brought their delivery, or none.

    Which request that was says the line of its acceptance, if it is among these.
    """
    brought = {each["key"]: each["request_id"] for each in lines if each["event"] == ACCEPTED}
    for line in lines:
        is_known = "attempt" in line and line["key"] in brought
        if is_known and line.get("request_id") != brought[line["key"]]:
            yield line
