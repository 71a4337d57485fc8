"""A batch is taken apart into bodies of one event each, and no byte of an event changes."""

import pytest

from receiver.batches import Batch
from receiver.errors import Malformed

WHOLE, MEMBER = Batch(), Batch("items")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'[{"a": 1}]', [b'{"a": 1}']),
        (b'\r\n[ {"a" :1.00} ,\t{"b":"\xc3\xa9,]"}\n] ', [b'{"a" :1.00}', b'{"b":"\xc3\xa9,]"}']),
        (b'[[1, 2], "[", 3]', [b"[1, 2]", b'"["', b"3"]),
        (b'[{"a": 1, "a": 2}]', [b'{"a": 1, "a": 2}']),
        (b"[]", [b"[]"]),
        (b"{}", [b"{}"]),
        (b'"[1]"', [b'"[1]"']),
    ],
)
def test_whole(body: bytes, expected: list[bytes]) -> None:
    """Each event of an array is what stands between the commas; all else is one event."""
    assert expected == WHOLE.split(body)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'{"items": [1]}', [b'{"items": [1]}']),
        (
            b'{"x": "\xc3\xa9", "items": [1 , 2], "y": 0}',
            [b'{"x": "\xc3\xa9", "items": [%d], "y": 0}'] * 2,
        ),
        (b'{"items": [9], "items": [1, 2]}', [b'{"items": [9], "items": [%d]}'] * 2),
        (b'{"x": {"items": [9]}, "items": [1, 2]}', [b'{"x": {"items": [9]}, "items": [%d]}'] * 2),
        (b' { "items" : [ 1,2 ] } ', [b' { "items" : [ %d ] } '] * 2),
        (b'{"\\u0069tems": [1, 2]}', [b'{"\\u0069tems": [%d]}'] * 2),
    ],
)
def test_member(body: bytes, expected: list[bytes]) -> None:
    """Each event is the body with the other items left out of that member, the last of its name."""
    whole = [each % number if b"%d" in each else each for number, each in enumerate(expected, 1)]
    assert whole == MEMBER.split(body)


@pytest.mark.parametrize(
    "body", [b"{}", b"[]", b"[1, 2]", b"1", b'{"items": []}', b'{"items": {}}', b'{"x": [1, 2]}']
)
def test_no_items(body: bytes) -> None:
    """A body without items in that member is one event, as it is."""
    assert [body] == MEMBER.split(body)


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b" ", b"[", b"[1", b"[1,", b"[1,]", b"[,]", b"[1 2]", b"[1] 2", b"[1]]", b"[nul]"),
        *(b'{"items": [1 2]}', b'{"items" [1]}', b'{"items": [1]', b'{"items": [1],}', b"{1: [1]}"),
        *(b'["\xff"]', b'["\n"]', b"[" * 99_999, b'{"items":' * 99_999, b"[" + b"1" * 5000 + b"]"),
    ],
)
def test_malformed(body: bytes) -> None:
    """What is not JSON is malformed, wherever in it that shows."""
    for batch in (WHOLE, MEMBER):
        with pytest.raises(Malformed, match="the body is not JSON that can be read"):
            batch.split(body)


def test_content_type() -> None:
    """Where only one media type is a batch, any other body is one event and not even read."""
    batch = Batch(content_type="application/x-batch")
    assert [b"1", b"2"] == batch.split(b"[1, 2]", "Application/X-Batch; charset=utf-8")
    for other in ("", "application/json", "text/application/x-batch"):
        assert [b"[1, 2"] == batch.split(b"[1, 2", other)
