"""A real HTTP server on this machine, which answers with exactly the bytes that it is given."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TypeAlias

Answer: TypeAlias = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Website:
    """Where it is, and the heads of the requests that came."""

    url: str
    asked: list[bytes] = field(default_factory=list)


def says(*lines: str, body: bytes = b"") -> Answer:
    """Return an answer with these lines as its head, which ends the connection."""

    async def write(writer: asyncio.StreamWriter) -> None:
        head = "\r\n".join([*lines, "Connection: close", "", ""])
        writer.write(head.encode() + body)
        await writer.drain()

    return write


@asynccontextmanager
async def website(answer: Answer) -> AsyncIterator[Website]:
    """Run the server on a free port; what it is still at ends with it."""
    site, serving = Website(""), set[asyncio.Task[None]]()

    async def respond(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                site.asked.append(await reader.readuntil(b"\r\n\r\n"))
                await answer(writer)
        finally:
            writer.close()

    def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        serving.add(asyncio.create_task(respond(reader, writer)))

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        site.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        try:
            yield site
        finally:
            for _ in range(3):  # rounds, in which a connection just accepted gets its task
                await asyncio.sleep(0)
            for task in serving:
                task.cancel()
            await asyncio.gather(*serving, return_exceptions=True)
            await asyncio.sleep(0)  # closed connections are let go in the loop's next round
