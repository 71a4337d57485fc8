"""Bodies that have broken JSON parsers: each is accepted or malformed, and nothing else."""

import time

import pytest

from fake import message, received, signed, source
from receiver.errors import Malformed

REFUSED = {
    "nothing": b"",
    "spaces": b"  ",
    "a word": b"nul",
    "rest after the end": b"{}{}",
    "single quotes": b"{'id': 1}",
    "invalid UTF-8": b'{"id": "\xff"}',
    "half a character": b'{"id": "\xc3"}',
    "NUL": b"\x00",
    "a BOM of another encoding": b"\xfe\xff{}",
    "lists 100,000 deep": b"[" * 100_000 + b"]" * 100_000,
    "objects 100,000 deep": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "a number of 10 MB": b"1" * 10_000_000,
    "raw newline in a string": b'{"id": "\n"}',
}
ACCEPTED = {
    "BOM": b"\xef\xbb\xbf{}",
    "1e400": b'{"amount": 1e400}',
    "NaN": b'{"amount": NaN}',
    "duplicate keys": b'{"id": 1, "id": 2}',
    "lone surrogate": b'{"name": "\\ud800"}',
    "a million keys": b"{" + b'"k":1,' * 1_000_000 + b'"k":1}',
    "no object": b"42",
}


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED)
def test_refused(body: bytes) -> None:
    """A signed body that is not JSON is malformed, within a second."""
    before = time.perf_counter()
    with pytest.raises(Malformed, match="the body is not JSON that can be read"):
        source().receive(message(signed(body), body), time.time())
    assert time.perf_counter() - before < 1


@pytest.mark.parametrize("body", ACCEPTED.values(), ids=ACCEPTED)
def test_accepted(body: bytes) -> None:
    """A signed body that is JSON is accepted, and kept as it came."""
    assert body == received(source(), message(signed(body), body)).body


def test_what_a_parser_chokes_on_stays_out_of_the_error() -> None:
    """The refusal does not quote the body, not even as the error's context."""
    with pytest.raises(Malformed) as refused:
        message({}, b'{"secret": canary}').json()
    assert "canary" not in str(refused.value)
    assert refused.value.__suppress_context__
