"""Answers on the wire: whole, in their order, and the head together with what follows it."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from connecting import Sender, connecting
from receiver.middleware.body import read_body
from receiver.server.endings import Ending

GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n"


async def answered(app: ASGIApp, *parts: bytes, pause: float = 0.05) -> bytes:
    """Return all that a server answers to these parts of what is sent."""
    async with connecting(app) as server, server.sender() as sender:
        await sender.send(*parts, pause=pause)
        return await sender.rest()


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the path, and the body."""
    body = await read_body(receive, 1000)
    await PlainTextResponse(scope["path"].encode() + body)(scope, receive, send)


async def test_without_a_body() -> None:
    """An answer that has no body is sent all the same: to HEAD, and with a status such as 204."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await Response(b"body" if scope["method"] == "HEAD" else b"", 200)(scope, receive, send)

    for method in (b"HEAD", b"GET"):
        lines = method + b" / HTTP/1.1\r\nHost: a\r\n\r\n"
        last = method + b" / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        told = await answered(app, lines, last)
        assert (2, True) == (told.count(b"HTTP/1.1 200 OK"), told.endswith(b"\r\n\r\n"))


async def test_pipelined() -> None:
    """Answers to requests that came together are all sent, in the order of the requests."""
    requests = [b"GET /%d HTTP/1.1\r\nHost: a\r\n" % number for number in range(5)]
    told = await answered(echo, b"\r\n".join(requests) + b"Connection: close\r\n\r\n")
    assert [b"/0", b"/1", b"/2", b"/3", b"/4"] == [each[:2] for each in told.split(b"\r\n\r\n")[1:]]


async def test_continue() -> None:
    """Who asks before sending its body hears at once that it may."""

    async def send(sender: Sender) -> bytes:
        await sender.send(POST + b"Expect: 100-continue\r\n\r\n")
        first = await sender.line()
        await sender.send(b"{}")
        return first

    async with connecting(echo) as server, server.sender() as sender:
        assert b"HTTP/1.1 100 Continue\r\n" == await send(sender)
        assert b"\r\n" == await sender.line()
        assert 200 == await sender.answer()


async def test_streamed() -> None:
    """What is streamed leaves as it comes, from the first of it on."""
    go = asyncio.Event()

    async def chunks() -> AsyncIterator[bytes]:
        yield b"first"
        await go.wait()
        yield b"second"

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await StreamingResponse(chunks())(scope, receive, send)

    async with connecting(app) as server, server.sender() as sender:
        await sender.send(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        async with asyncio.timeout(5):
            while b"first" not in await sender.line():
                pass
        go.set()
        assert b"second" in await sender.rest()


class Transport(asyncio.Transport):
    """A transport that remembers what is written to it, write by write."""

    def __init__(self) -> None:
        super().__init__()
        self.writes: list[bytes] = []

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Remember a write."""
        self.writes.append(bytes(data))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ([b"head", b"body"], [b"headbody"]),
        ([b"head", b""], [b"head"]),
        ([b"head"], [b"head"]),
        ([b"head", b"a", b"b"], [b"heada", b"b"]),
        ([GO_ON, b"head", b"body"], [GO_ON, b"headbody"]),
        ([], []),
    ],
)
async def test_writes(written: list[bytes], expected: list[bytes]) -> None:
    """The head and the first of the body are one write, and so most answers are."""
    transport = Transport()
    ending = Ending(transport, asyncio.get_running_loop())
    for each in written:
        ending.write(each)
    ending.flush()
    assert expected == transport.writes
