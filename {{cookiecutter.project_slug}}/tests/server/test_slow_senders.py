"""Connections of slow senders: dropped in time, whatever it is that they are slow with."""

import asyncio
import math
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from connecting import Sender, connecting, refusing, whole
from receiver.server.connections import PATIENCE

TIMEOUT = 0.4
GET = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n"
SMALL = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n"
CHUNKED = b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"


def drops(*parts: bytes) -> Iterator[bytes]:
    """Yield the first part whole, and then the others byte by byte."""
    yield parts[0]
    for part in parts[1:]:
        for number in range(len(part)):
            yield part[number : number + 1]


async def dropped(sender: Sender, *parts: bytes) -> float:
    """Send byte by byte after the first part; return the seconds until the server closes.

    They count from before the server could. Who goes on to send then hears of a reset.
    """
    began = sender.began
    sending = asyncio.create_task(sender.send(*drops(*parts), pause=0.05))
    with suppress(ConnectionResetError):
        await sender.rest()
    ended = time.monotonic()
    sending.cancel()
    return ended - began


@pytest.mark.parametrize(
    "parts",
    [
        (b"",),
        (b"", GET * 10),
        (b"", b"\r\n" * 100),
        (GET[:-2], b"X-A: b\r\n" * 10),
    ],
    ids=["silent", "request", "line ends", "headers"],
)
async def test_slow_head(parts: tuple[bytes, ...]) -> None:
    """Who sends no whole head in time is dropped, whether something comes or nothing."""
    async with connecting(whole, TIMEOUT) as server, server.sender() as sender:
        assert TIMEOUT <= await dropped(sender, *parts) < TIMEOUT + PATIENCE


@pytest.mark.parametrize("parts", [(b"", GET * 10), (b"", b"\r\n" * 100), (POST, b" " * 100)])
async def test_slow_later(parts: tuple[bytes, ...]) -> None:
    """So is who has sent a good request before over the same connection."""
    async with connecting(refusing, TIMEOUT) as server, server.sender() as sender:
        await sender.send(GET)
        assert 404 == await sender.answer()
        assert TIMEOUT <= await dropped(sender, *parts) < TIMEOUT + PATIENCE


@pytest.mark.parametrize("head", [POST, CHUNKED + b"1000000\r\n"])
async def test_slow_body_that_nobody_answers(head: bytes) -> None:
    """A slow body is left to the app to answer; if it does not, the connection is dropped."""
    async with connecting(whole, TIMEOUT) as server, server.sender() as sender:
        after = await dropped(sender, head, b" " * 100)
        assert TIMEOUT + PATIENCE <= after < TIMEOUT + PATIENCE * 2


async def test_the_app_knows_the_end() -> None:
    """The app is told until when the request may take, from its first byte on.

    It need not look at the clock once the request is there: that is infinitely long.
    """
    told: list[float] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        told.append(scope["state"]["read_by"] - asyncio.get_running_loop().time())
        await receive()
        told.append(scope["state"]["read_by"])
        await PlainTextResponse("")(scope, receive, send)

    async with connecting(app, 5) as server, server.sender() as sender:
        await asyncio.sleep(0.3)
        for parts in ((SMALL, b"a"), (SMALL[:9], SMALL[9:], b"a")):
            await sender.send(*parts, pause=0.2)
            await sender.answer()
    assert [True, True] == [4 < each <= 4.9 for each in told[::2]]
    assert [math.inf, math.inf] == told[1::2]


@pytest.mark.parametrize("seconds", [0, TIMEOUT * 2])
async def test_not_slow(seconds: float) -> None:
    """Who is idle between requests, and who waits for a slow app, is not slow."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(seconds)
        await whole(scope, receive, send)

    async with connecting(app, TIMEOUT) as server, server.sender() as sender:
        for _ in range(2):
            await sender.send(GET)
            assert 200 == await sender.answer()
            await asyncio.sleep(TIMEOUT * 2)


async def test_slow_reader() -> None:
    """Who does not read a large answer is dropped as well."""
    ended = asyncio.Event()

    async def app(_scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(1000):
            await send({"type": "http.response.body", "body": b" " * 100_000, "more_body": True})
        message = await receive()
        while message["type"] != "http.disconnect":
            message = await receive()
        ended.set()

    async with connecting(app, TIMEOUT) as server, server.sender() as sender:
        sender.writer.transport.pause_reading()  # type: ignore[attr-defined]
        await sender.send(GET)
        async with asyncio.timeout(5):
            await ended.wait()
