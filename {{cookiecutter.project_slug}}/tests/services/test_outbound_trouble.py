"""Outbound requests that come to nothing: each is an `OSError`, in time."""

import asyncio
from collections.abc import AsyncIterator
from time import monotonic

import pytest

from receiver.services.outbound import TIMEOUT, Outbound
from websites import says, website

SHORT = 0.1


async def drip(writer: asyncio.StreamWriter) -> None:
    """Send a byte now and then, so that no single wait is long."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
    for _ in range(100):
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(SHORT / 5)


async def silence(_writer: asyncio.StreamWriter) -> None:
    """Say nothing for longer than anybody waits."""
    await asyncio.sleep(5 * SHORT)


@pytest.fixture
async def outbound(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Outbound]:
    """Return a client that is soon at the end of its patience, and asks no proxy."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    opened = Outbound(timeout=SHORT)
    yield opened
    await opened.close()


async def fails(outbound: Outbound, url: str) -> None:
    """Ask both ways, and see each given up in time."""
    for request in (outbound.download(url), outbound.post(url, {"a": "b"})):
        began = monotonic()
        with pytest.raises(OSError):  # noqa: PT011 - of any kind
            await request
        assert monotonic() - began < 30 * SHORT


async def test_too_slow(outbound: Outbound) -> None:
    """An answer that does not come is given up; so is a document that does not end."""
    async with website(silence) as site:
        await fails(outbound, site.url)
    async with website(drip) as site:
        with pytest.raises(TimeoutError):
            await outbound.download(site.url)


def test_timeout() -> None:
    """There is time left to answer before the most impatient of such senders goes away."""
    assert TIMEOUT < 5


@pytest.mark.parametrize("line", ["", "nonsense", "HTTP/1.1 ok", "HTTP/1.1 99 OK"])
async def test_no_http(outbound: Outbound, line: str) -> None:
    """What is no HTTP is no document."""
    async with website(says(line)) as site:
        await fails(outbound, site.url)


async def test_broken_off(outbound: Outbound) -> None:
    """A document that breaks off is none."""
    async with website(says("HTTP/1.1 200 OK", "Content-Length: 9", body=b"half")) as site:
        with pytest.raises(OSError, match="RemoteProtocolError"):
            await outbound.download(site.url)


async def test_nobody_there(outbound: Outbound) -> None:
    """There is none where nobody listens, and none at a name that nobody has."""
    async with website(silence) as site:
        url = site.url
    await fails(outbound, url)
    await fails(outbound, "https://nobody.invalid/key.pem")


async def test_after_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections that were let go are opened anew when they are needed."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    outbound = Outbound()
    async with website(says("HTTP/1.1 200 OK", body=b"key")) as site:
        for _ in "ab":
            assert b"key" == await outbound.download(site.url)
            await outbound.close()
