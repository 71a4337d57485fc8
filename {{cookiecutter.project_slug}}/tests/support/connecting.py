"""A server with our connections in this process, and senders that say exactly what goes out."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from socket import socket
from types import SimpleNamespace

import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from fake import settings
from receiver.server.connections import Connection
from receiver.server.listening import Server

PATIENCE = 10
"""Seconds after which a test of a connection has failed."""


class Sender:
    """One connection to a server."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, began: float
    ) -> None:
        self._reader = reader
        self.writer = writer
        self.began = began
        """When it began to connect, or to send what it sent last."""

    async def send(self, *parts: bytes, pause: float = 0) -> None:
        """Send parts with a pause after each, as far as the server takes them."""
        self.began = time.monotonic()
        try:
            for part in parts:
                self.writer.write(part)
                await self.writer.drain()
                await asyncio.sleep(pause)
        except ConnectionError:
            return

    async def answer(self) -> int:
        """Return the status of the next answer, whose body is read."""
        async with asyncio.timeout(PATIENCE):
            head = (await self._reader.readuntil(b"\r\n\r\n")).decode().lower()
            length = head.partition("content-length: ")[2].partition("\r")[0]
            await self._reader.readexactly(int(length))
        return int(head.split()[1])

    async def line(self) -> bytes:
        """Return the next line of what comes."""
        async with asyncio.timeout(PATIENCE):
            return await self._reader.readline()

    async def rest(self) -> bytes:
        """Return what comes until the server closes; raises `ConnectionError` if it resets."""
        async with asyncio.timeout(PATIENCE):
            return await self._reader.read()


class Surprised(Server):
    """A server in which something happens right before it stops to listen."""

    def __init__(self, config: uvicorn.Config, before: Callable[[], None]) -> None:
        super().__init__(config)
        self._before = before

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Let it happen, and stop."""
        self._before()
        await super().shutdown(sockets)


class Connecting:
    """A running server: its clients, and its end."""

    def __init__(self, server: Server) -> None:
        self._server = server

    @property
    def address(self) -> tuple[str, int]:
        """Return its host and port."""
        host, port = self._server.servers[0].sockets[0].getsockname()
        return host, port

    @asynccontextmanager
    async def sender(self) -> AsyncIterator[Sender]:
        """Connect to it."""
        began = time.monotonic()
        reader, writer = await asyncio.open_connection(*self.address)
        try:
            yield Sender(reader, writer, began)
        finally:
            writer.transport.abort()

    def stop(self) -> None:
        """Have it stop, as on a signal."""
        self._server.should_exit = True


@asynccontextmanager
async def connecting(
    app: ASGIApp, read_timeout: float = 60, before_end: Callable[[], None] = lambda: None
) -> AsyncIterator[Connecting]:
    """Serve an app that is told of no start and no end."""
    running = SimpleNamespace(settings=settings(read_timeout=read_timeout))

    async def started(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await app(scope, receive, send)
            return
        scope["state"]["running"] = running
        for step in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{step}.complete"})

    config = uvicorn.Config(started, port=0, http=Connection, ws="none", log_config=None)
    server = Surprised(config, before_end)
    serves = asyncio.create_task(server.serve())
    async with asyncio.timeout(PATIENCE):
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.01)
    yield Connecting(server)
    server.should_exit = True
    async with asyncio.timeout(PATIENCE):
        await serves


async def whole(scope: Scope, receive: Receive, send: Send) -> None:
    """Read the body and answer 200."""
    while (message := await receive())["type"] == "http.request" and message.get("more_body"):
        pass
    await PlainTextResponse("")(scope, receive, send)


async def refusing(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer 404 without a look at the body."""
    await PlainTextResponse("", 404)(scope, receive, send)


async def ending(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer 413 without a look at the body, and end the connection."""
    await PlainTextResponse("", 413, {"Connection": "close"})(scope, receive, send)
