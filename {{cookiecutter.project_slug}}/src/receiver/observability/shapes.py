"""Shapes: what a line has before it is written, whoever has logged it."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from structlog.typing import EventDict, WrappedLogger

LOGGED = "message.logged"
"""The event of a line that a library, or your code, logs in words of its own."""
SCALARS = {str, int, float, bool, type(None)}


def in_words(_logger: "WrappedLogger", _level: str, line: "EventDict") -> "EventDict":
    """Give a line of the standard library's logging an event: its words are no name for it."""
    line["message"] = line["event"]
    line["event"] = LOGGED
    return line


def plain(_logger: "WrappedLogger", _level: str, line: "EventDict") -> "EventDict":
    """Have objects tell of themselves what their `repr` does, and bytes no more than how many.

    JSON would have the fields of a delivery, its body among them.
    """
    for key, value in line.items():
        if type(value) not in SCALARS and key != "exc_info":
            line[key] = _plain(value)
    return line


def _plain(value: Any) -> Any:  # noqa: ANN401 - anything can be logged
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(each) for each in value]
    if isinstance(value, bytes | bytearray | memoryview):
        return f"{len(value)} bytes"
    return value if isinstance(value, str | int | float | None) else repr(value)
