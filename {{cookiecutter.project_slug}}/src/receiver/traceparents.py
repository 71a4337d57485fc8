"""Traceparents: the trace that a request says it is part of, read as strictly as W3C writes it.

https://www.w3.org/TR/trace-context/#traceparent-header
"""

import re

HEADER = b"traceparent"
_FORM = re.compile(
    rb"(?P<version>(?!ff)[0-9a-f]{2})"
    rb"-(?P<known>(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2})"
    rb"(?P<more>-[^\r\n]*)?"
)


def read(value: bytes | None) -> str | None:
    """Return a header's value in the form of version 00, None for what is not in its form.

    Of a later version that much is known as well, as the specification wants it: whatever
    comes after it is left out.
    """
    found = _FORM.fullmatch(value) if value else None
    if found is None or (found["version"] == b"00" and found["more"] is not None):
        return None
    return f"00-{found['known'].decode()}"


def trace_id(traceparent: str | None) -> str | None:
    """Return the 32 hex digits that name the trace, None if nothing does."""
    known = read(traceparent.encode()) if traceparent else None
    return known.split("-")[1] if known else None
