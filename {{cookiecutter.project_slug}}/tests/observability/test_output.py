"""The log's output: written together, in order, at once where no event loop runs."""

import asyncio
import threading
from io import StringIO

from receiver.observability.output import WHOLE, Output


class Stream(StringIO):
    """A stream that counts how often it was written to."""

    def __init__(self) -> None:
        super().__init__()
        self.writes: list[str] = []

    def write(self, text: str) -> int:
        """Take a text."""
        self.writes.append(text)
        return super().write(text)


def test_without_an_event_loop() -> None:
    """Where no event loop runs each line is written at once."""
    stream = Stream()
    output = Output(stream)
    output.write("a\n")
    output.write("b\n")
    assert ["a\n", "b\n"] == stream.writes


async def test_in_one_turn() -> None:
    """Lines of one turn of the event loop are written together, at its end."""
    stream = Stream()
    output = Output(stream)
    output.write("a\n")
    output.write("b\n")
    assert [] == stream.writes
    await asyncio.sleep(0)
    output.write("c\n")
    await asyncio.sleep(0)
    assert ["a\nb\n", "c\n"] == stream.writes


def test_at_the_end() -> None:
    """What was logged last before an event loop ends is written."""
    stream = Stream()
    output = Output(stream)

    async def main() -> None:
        output.write("last\n")

    asyncio.run(main())
    assert ["last\n"] == stream.writes


async def test_other_threads() -> None:
    """Other threads do not wait for the event loop's turn."""
    stream = Stream()
    output = Output(stream)
    output.write("a\n")
    thread = threading.Thread(target=output.write, args=("b\n",))
    thread.start()
    thread.join()
    assert ["b\n"] == stream.writes
    await asyncio.sleep(0)
    assert ["b\n", "a\n"] == stream.writes


async def test_full() -> None:
    """What cannot be written is dropped, and the next line is tried again."""

    class Full(Stream):
        def write(self, text: str) -> int:
            if text == "a\n":
                raise OSError(28, "No space left on device")
            return super().write(text)

    stream = Full()
    output = Output(stream)
    for line in ("a\n", "b\n"):
        output.write(line)
        await asyncio.sleep(0)
    assert ["b\n"] == stream.writes


async def test_many_processes() -> None:
    """No piece is longer than a pipe takes at one go, but for a line that is so by itself."""
    stream = Stream()
    output = Output(stream)
    lines = [f"{number:04}{'é' * 700}\n" for number in range(20)] + ["x" * 9000 + "\n", "last\n"]
    for line in lines:
        output.write(line)
    await asyncio.sleep(0)
    assert "".join(lines) == "".join(stream.writes)
    assert all(each.endswith("\n") for each in stream.writes)
    assert [9001] == [len(each) for each in stream.writes if len(each.encode()) > WHOLE]
    assert len(stream.writes) < len(lines)
