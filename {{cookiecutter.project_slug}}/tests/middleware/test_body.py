"""The body is read whole or not at all, and never past the cap."""

import asyncio

import pytest
from starlette.types import Message

from receiver.errors import BodyTooLarge
from receiver.middleware.body import ClientGone, nothing, read_body


class Sender:
    """A sender that counts how much of its body was taken."""

    def __init__(self, *messages: Message) -> None:
        self._messages = iter(messages)
        self.taken = 0

    async def receive(self) -> Message:
        """Hand over the next message."""
        self.taken += 1
        return next(self._messages)


def chunk(body: bytes, *, more: bool = True) -> Message:
    """Return a chunk of a body."""
    return {"type": "http.request", "body": body, "more_body": more}


async def test_whole() -> None:
    """The chunks make the body, empty ones and the last one included."""
    sender = Sender(chunk(b"a"), chunk(b""), chunk(b"\x00"), chunk(b"b", more=False))
    assert b"a\x00b" == await read_body(sender.receive, 10)
    assert 4 == sender.taken


async def test_empty() -> None:
    """A message without a body is an empty one."""
    assert b"" == await read_body(Sender({"type": "http.request"}).receive, 10)


@pytest.mark.parametrize("last", [b"", b"b"])
async def test_cap(last: bytes) -> None:
    """A body of exactly the cap is read; of one byte more it is not."""
    sender = Sender(chunk(b"a" * 10), chunk(last, more=False))
    reading = read_body(sender.receive, 10)
    if last:
        with pytest.raises(BodyTooLarge, match="larger than 10 bytes"):
            await reading
    else:
        assert b"a" * 10 == await reading


async def test_no_further() -> None:
    """Reading stops with the chunk that goes past the cap."""
    sender = Sender(*(chunk(b"aaaa") for _ in range(100)))
    with pytest.raises(BodyTooLarge):
        await read_body(sender.receive, 10)
    assert 3 == sender.taken


async def test_gone() -> None:
    """A sender that hangs up in the middle has sent no body."""
    with pytest.raises(ClientGone):
        await read_body(Sender(chunk(b"a"), {"type": "http.disconnect"}).receive, 10)


async def test_nothing() -> None:
    """After the body has been taken there is an empty one, as often as asked for."""
    async with asyncio.timeout(5):
        assert [b"", b""] == [await read_body(nothing, 0) for _ in range(2)]
