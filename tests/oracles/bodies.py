"""Bodies and other things that senders send, for hypothesis to choose from."""

from __future__ import annotations

import json

from hypothesis import settings
from hypothesis import strategies as st

RANDOMLY = settings(max_examples=100, derandomize=True, deadline=None, database=None)
"""The same hundred examples each time."""

TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)
OBJECTS = st.builds(
    lambda text, ascii_only, end: json.dumps({"text": text}, ensure_ascii=ascii_only) + end,
    TEXTS,
    st.booleans(),
    st.sampled_from(["", "\n", "\r\n", "\r\n\r\n"]),
).map(str.encode)
"""JSON objects, escaped or in UTF-8, with and without a line break at the end."""
BODIES = st.one_of(
    OBJECTS, TEXTS.map(str.encode), st.sampled_from([b"", b"\r\n", "é€𝄞\0".encode(), b'"\r\n"'])
)
"""Whatever is UTF-8."""
NOT_EMPTY = BODIES.filter(bool)
FORMS = st.lists(st.tuples(TEXTS, TEXTS), max_size=6)
"""The fields of forms, repeated and empty ones among them."""
PLACES = st.floats(0, 1, exclude_max=True)
"""Where in a text something stands, as a fraction of its length."""
BYTES = st.integers(1, 255)
PRINTABLE = st.characters(min_codepoint=33, max_codepoint=126)
AGES = st.integers(-900, 900)


def changed(body: bytes, place: float, by: int) -> bytes:
    """Return a body with one byte changed, or one more where there is none."""
    if not body:
        return bytes([by])
    at = int(place * len(body))
    return body[:at] + bytes([body[at] ^ by]) + body[at + 1 :]


def respelled(text: str, place: float, character: str) -> str:
    """Return a text with another character in one place."""
    at = int(place * len(text))
    return text[:at] + character + text[at + 1 :]


def with_an_unused_bit(text: str) -> str:
    """Return padded base64 with a bit set, in its last digit, that stands for nothing."""
    digits = text.rstrip("=")
    assert digits != text
    return digits[:-1] + chr(ord(digits[-1]) + 1) + text[len(digits) :]
