"""Batches: one message that holds several events, taken apart without changing a byte."""

import json
import re
from dataclasses import dataclass

from receiver.errors import Malformed

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Batch:
    """A JSON array of events: the whole body, or the member `member` of the object that it is.

    Of an array that is the whole body, each event is what stands between the commas. Of a
    member, each event is the body with all other items left out. Where only some messages
    are batches, `content_type` says which.
    """

    member: str = ""
    content_type: str = ""

    def split(self, body: bytes, content_type: str = "") -> list[bytes]:
        """Return a body for each event; the body itself where no array with items is found.

        Raises `Malformed` if the body is not JSON in UTF-8.
        """
        if not content_type.lower().startswith(self.content_type):
            return [body]
        try:
            text = body.decode()
            _DECODER.decode(text)
            start = _start_of(self.member, text) if self.member else _after_space(text, 0)
            items = _items(text, start) if text.startswith("[", start) else []
        except (ValueError, RecursionError, IndexError):
            message = "the body is not JSON that can be read"
            raise Malformed(message) from None
        if not items:
            return [body]
        before, after = "", ""
        if self.member:
            before, after = text[: items[0][0]], text[items[-1][1] :]
        return [f"{before}{text[begin:end]}{after}".encode() for begin, end in items]


def _after_space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


def _items(text: str, start: int) -> list[tuple[int, int]]:
    """Return where each item of the array at `start` begins and ends."""
    items: list[tuple[int, int]] = []
    position = _after_space(text, start + 1)
    while text[position] != "]":
        _, end = _DECODER.raw_decode(text, position)
        items.append((position, end))
        position = _after_space(text, end)
        if text[position] == ",":
            position = _after_space(text, position + 1)
    return items


def _start_of(member: str, text: str) -> int:
    """Return where the value of an object's member begins; the last one counts, as in `json`.

    Of anything but an object that is its end, where there is no array.
    """
    start = position = _after_space(text, 0)
    if not text.startswith("{", position):
        return len(text)
    position = _after_space(text, position + 1)
    while text[position] != "}":
        name, position = _DECODER.raw_decode(text, position)
        value = _after_space(text, _after_space(text, position) + 1)
        _, end = _DECODER.raw_decode(text, value)
        start = value if name == member else start
        position = _after_space(text, end)
        if text[position] == ",":
            position = _after_space(text, position + 1)
    return start
