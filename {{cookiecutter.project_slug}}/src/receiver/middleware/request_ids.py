"""Request ids: that which a proxy gave the request, if it is a sane one, or one of its own."""

import re
from collections.abc import Iterable
from itertools import count
from secrets import token_hex

HEADER = b"x-request-id"
SANE = re.compile(rb"[A-Za-z0-9._-]{1,64}")
PROCESS, NUMBERS = token_hex(8), count(1)


def of(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """Return the id of the request that has these headers; the first one counts."""
    for name, value in headers:
        if name == HEADER:
            if SANE.fullmatch(value):
                return value.decode()
            break
    return f"{PROCESS}{next(NUMBERS):016x}"
