"""The bytes that were signed are the bytes that are kept."""

import pytest
from sqlalchemy import select

from inboxes import stored
from receiver.storage.engine import Database
from receiver.storage.schema import deliveries

BODIES = {
    "empty": b"",
    "NUL": b"\x00",
    "invalid UTF-8": b"\xff\xfe\xc3",
    "CRLF": b"a\r\nb\r\n",
    "BOM": b"\xef\xbb\xbf{}",
    "newline at the end": b"{}\n",
    "escapes": b'{"a": "\\u00e9\\/"}',
    "NFC and NFD": "\u00e9e\u0301".encode(),
    "duplicate keys": b'{"a": 1, "a": 1e400}',
    "every byte": bytes(range(256)),
    "a megabyte": b"\x00\xff" * 500_000,
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_exact_bytes(database: Database, body: bytes) -> None:
    """The bytes of a body are kept as they are."""
    stored(database, body=body)
    with database.snapshot() as connection:
        assert body == connection.scalar(select(deliveries.c.body))
