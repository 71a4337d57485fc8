"""Stamps: the level and the time of a line; what the lines of a second share is made once."""

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from structlog.typing import EventDict, WrappedLogger


class Stamp:
    """Adds a line's level, and the time as ISO 8601 has it, in UTC to the microsecond."""

    def __init__(self) -> None:
        self._second, self._written = 0, ""

    def __call__(self, _logger: "WrappedLogger", level: str, line: "EventDict") -> "EventDict":
        """Stamp a line."""
        second, nanoseconds = divmod(time.time_ns(), 1_000_000_000)
        if second != self._second:
            self._written = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(second))
            self._second = second
        line["level"] = level
        line["timestamp"] = f"{self._written}.{nanoseconds // 1000:06d}Z"
        return line
