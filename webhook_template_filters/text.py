"""Writes free text into files: quotes, newlines and emoji arrive as text and break nothing."""

from __future__ import annotations

import json
import re

# What ends or hides a line somewhere: controls, DEL, the Unicode line and paragraph separators.
_CONTROL = "\x00-\x1f\x7f-\x9f\u2028\u2029"
# What TOML or YAML refuse in the raw, and the marks that make a line read other than it is stored.
_UNPRINTED = re.compile(f"[{_CONTROL}\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKDOWN = re.compile(r"[\\`*_\[\]<>&#|~$]|^[-+=]")
_NUMBERED = re.compile(r"^(\d+)([.)])")


def toml(text: str) -> str:
    r"""Escape text for the inside of a double-quoted string of TOML, YAML or JSON.

    All three know `\"`, `\\`, `\n` and `\uXXXX`; nothing else is used. Emoji stay as they are: the
    surrogate pairs of JSON are invalid TOML.
    """
    escaped = json.dumps(_SURROGATE.sub("\ufffd", text), ensure_ascii=False)[1:-1]
    return _UNPRINTED.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped)


def one_line(text: str) -> str:
    """Fold newlines and other controls into spaces, for plain text and for one-line metadata."""
    return re.sub(f"[{_CONTROL}]+", " ", _SURROGATE.sub("\ufffd", text)).strip()


def markdown(text: str) -> str:
    """Make text one line of Markdown that shows as it was typed, in a heading as in a paragraph."""
    return _NUMBERED.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\g<0>", one_line(text)))
