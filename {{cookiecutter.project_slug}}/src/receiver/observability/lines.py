"""Lines: each is written, and none is too long, whatever it was given.

To log costs no delivery: what cannot be written is told of by who it is, and what is too long, for
a pipe or for who collects the log, is cut.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from receiver import jsons

if TYPE_CHECKING:
    from structlog.typing import EventDict, Processor, WrappedLogger

GARBLED = "message.garbled"
"""The event of a line that somebody meant to write."""
LONGEST, LONGEST_VALUE = 65_536, 16_384
"""Characters of a line, and of what a longer one is cut to: the text of each of its values."""
WORD = 64
"""Bits of a number that is none of somebody's calculations."""
FIRST = (
    *("event", "level", "timestamp", "request_id", "key", "source", "webhook_event", "attempt"),
    *("handler", "cause", "where", "logger", "message", "trace_id", "span_id"),
)
"""What a line is found by, which is left in place."""


def always(steps: Sequence["Processor"], shorten: Callable[["EventDict", str], str]) -> "Processor":
    """Return these steps, the last of which writes a line, as one that raises nothing."""

    def written(logger: "WrappedLogger", level: str, line: "EventDict") -> str:
        found: Any = line
        for step in steps:
            found = step(logger, level, found)
        return found if len(found) <= LONGEST else shorten(line, found)

    def write(logger: "WrappedLogger", level: str, line: "EventDict") -> str:
        try:
            return written(logger, level, line)
        except Exception as error:  # noqa: BLE001 - the objects are anybody's, and so is their repr
            return written(logger, level, _garbled(line, error))

    return write


def cut(line: "EventDict", _text: str) -> str:
    """Return a line as JSON, in which long values are the beginning of their text.

    What there is no room for is left out, and `left_out` says how much.
    """
    kept: dict[str, Any] = {}
    room = LONGEST
    for name in [*(each for each in FIRST if each in line), *(set(line) - set(FIRST))]:
        value, size = line[name], len(jsons.write(line[name]))
        if size > LONGEST_VALUE:
            text = value if isinstance(value, str) else jsons.write(value)
            value, size = f"{text[:LONGEST_VALUE]}… ({size} characters)", LONGEST_VALUE
        room -= len(name) + size
        if room >= 0:
            kept[name] = value
    if left_out := len(line) - len(kept):
        kept["left_out"] = left_out
    return jsons.write(kept)


def copied(_logger: "WrappedLogger", _level: str, line: "EventDict") -> "EventDict":
    """Return another line of the same keys, for steps that take keys away."""
    return dict(line)


def clip(_line: "EventDict", text: str) -> str:
    """Return the beginning of a line for people."""
    return f"{text[:LONGEST]}… ({len(text)} characters)"


def _garbled(line: "EventDict", error: Exception) -> "EventDict":
    """Return a line with what it is found by, and what it was to be called."""
    names = {name: line[name] for name in FIRST if _is_short(line.get(name))}
    meant = names.get("event", "")
    return names | {"event": GARBLED, "message": meant, "cause": type(error).__name__}


def _is_short(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, int) and value.bit_length() < WORD)
