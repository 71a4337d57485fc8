"""Connections of senders that send too much: how much of it is read, and what they hear."""

import asyncio

import pytest

from connecting import PATIENCE, Sender, connecting, ending, refusing, whole
from receiver.server.connections import LARGEST_HEAD
from receiver.server.endings import LARGEST_REST

GET = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
CHUNKED = b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
MB = 1_000_000


def post(size: int) -> bytes:
    """Return the head of a request with a body."""
    return b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n" % size


async def closed(sender: Sender) -> None:
    """Wait until the server has closed the connection, by a reset or not."""
    async with asyncio.timeout(PATIENCE):
        try:
            while not sender.writer.transport.is_closing():
                sender.writer.write(b" ")
                await sender.writer.drain()
                await asyncio.sleep(0.01)
        except ConnectionError:
            return


@pytest.mark.parametrize("size", [LARGEST_HEAD - 1000, LARGEST_HEAD])
async def test_head(size: int) -> None:
    """A large head is read up to a limit, and refused past it."""
    async with connecting(whole) as server, server.sender() as sender:
        await sender.send(GET[:-2], b"X: " + b"x" * size)
        if size < LARGEST_HEAD:
            await sender.send(b"\r\n\r\n")
            assert 200 == await sender.answer()
        else:
            assert 400 == await sender.answer()
            assert b"" == await sender.rest()


@pytest.mark.parametrize(
    "endless",
    [b"0\r\n" + b"X: a\r\n" * 100_000, b"0\r\nX:" + b" a" * 100_000, b"1;a=" + b"a" * 1_000_000],
    ids=["trailers", "trailer", "extension"],
)
async def test_what_is_no_body(endless: bytes) -> None:
    """What stands between and after the chunks of a body has the same limit."""
    async with connecting(whole) as server, server.sender() as sender:
        await sender.send(CHUNKED, b"1\r\n \r\n", endless)
        await closed(sender)


async def test_large_body() -> None:
    """A large body has no limit but the app's."""
    async with connecting(whole) as server, server.sender() as sender:
        await sender.send(post(5 * MB), b" " * 5 * MB)
        assert 200 == await sender.answer()


async def test_rest_of_a_refused_body() -> None:
    """The connection of a sender that is answered early goes on, once its body is complete."""
    async with connecting(refusing) as server, server.sender() as sender:
        for _ in range(2):
            await sender.send(post(MB), b" " * 1000)
            assert 404 == await sender.answer()
            await sender.send(b" " * (MB - 1000), GET)
            assert 404 == await sender.answer()


async def test_endless_rest() -> None:
    """A body that does not end is not read for ever after its answer."""
    async with connecting(refusing) as server, server.sender() as sender:
        await sender.send(post(1000 * MB))
        assert 404 == await sender.answer()
        await sender.send(b" " * (LARGEST_REST + 1))
        await closed(sender)


async def test_end_with_the_answer() -> None:
    """Who still sends when the connection ends hears the answer, and of no reset."""
    async with connecting(ending) as server, server.sender() as sender:
        await sender.send(post(MB), b" " * 1000)
        assert 413 == await sender.answer()
        await sender.send(b" " * (MB - 1000))
        assert b"" == await sender.rest()


async def test_end_of_an_endless_body() -> None:
    """A body that does not end is read no further, after the end was told."""
    async with connecting(ending) as server, server.sender() as sender:
        await sender.send(post(1000 * MB))
        assert 413 == await sender.answer()
        await closed(sender)


async def test_requests_behind_the_last_one() -> None:
    """Requests that were sent ahead are not answered once the connection has ended."""
    async with connecting(ending) as server, server.sender() as sender:
        await sender.send(GET * 3)
        assert 413 == await sender.answer()
        assert b"" == await sender.rest()
