"""The log's output: lines that one turn of the event loop has logged are written together.

Each write lets other threads go on: with one for each line, most of a line's cost is the wait
until the event loop may go on itself.
"""

import asyncio
from contextlib import suppress
from threading import local
from typing import TextIO


class Output(local):
    """A stream that drops what cannot be written: a full disk must not cost a delivery."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._lines: list[str] = []

    def write(self, line: str) -> None:
        """Write, or do not: in an event loop at the end of its turn, else at once."""
        self._lines.append(line)
        if len(self._lines) > 1:
            return
        try:
            asyncio.get_running_loop().call_soon(self._write)
        except RuntimeError:
            self._write()

    def flush(self) -> None:
        """Do nothing: what is written is flushed."""

    def _write(self) -> None:
        lines, self._lines = "".join(self._lines), []
        with suppress(OSError, ValueError):  # ValueError: the stream was closed
            self._stream.write(lines)
            self._stream.flush()
