"""JSON, read and written fast, and read as Python's own `json` does it.

Whole numbers keep all of their digits, of members of one name the last one counts.
"""

import json
from collections.abc import Callable
from typing import Any

import msgspec

_decode = msgspec.json.Decoder().decode


def read(document: bytes | str) -> Any:  # noqa: ANN401 - JSON is anything
    """Return what a document holds; raises `ValueError` or `RecursionError` if it is no JSON.

    Whatever only Python's own parser takes is left to it: NaN, other encodings than UTF-8,
    halves of characters.
    """
    try:
        return _decode(document)
    except (msgspec.MsgspecError, UnicodeError):
        return json.loads(document)


def write(value: Any, default: Callable[[Any], Any] | None = None) -> str:  # noqa: ANN401 - JSON is anything
    """Return a document; what JSON does not know is written as what `default` makes of it."""
    try:
        return msgspec.json.encode(value, enc_hook=default).decode()
    except UnicodeError:  # halves of characters
        return json.dumps(value, default=default)
