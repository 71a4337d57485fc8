"""The log's output: lines that one turn of the event loop has logged are written together.

Each write lets other threads go on: with one for each line, most of a line's cost is the wait
until the event loop may go on itself.
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from threading import local
from typing import TextIO

WHOLE = 4096
"""Bytes that Linux writes to a pipe at one go, without those of others in between."""


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
        lines, self._lines = self._lines, []
        with suppress(OSError, ValueError):  # ValueError: the stream was closed
            for several in together(lines):
                self._stream.write(several)
                self._stream.flush()


def together(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines in pieces that a pipe takes whole, however many processes write to it."""
    piece: list[str] = []
    size = 0
    for line in lines:
        length = len(line) if line.isascii() else len(line.encode(errors="replace"))
        if piece and size + length > WHOLE:
            yield "".join(piece)
            piece, size = [], 0
        piece.append(line)
        size += length
    yield "".join(piece)
