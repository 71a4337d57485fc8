"""Outbound requests that come to nothing: each is an `OSError`, in time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
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
    await asyncio.sleep(600 * SHORT)


@asynccontextmanager
async def opened(patience: float) -> AsyncIterator[Outbound]:
    """Open a client with this much patience."""
    outbound = Outbound(timeout=patience)
    yield outbound
    await outbound.close()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask no proxy."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
async def outbound() -> AsyncIterator[Outbound]:
    """Return a client that is as patient as in the service."""
    async with opened(TIMEOUT) as client:
        yield client


async def fails(outbound: Outbound, url: str, within: float = TIMEOUT) -> None:
    """Ask both ways, and see each given up in time."""
    for request in (outbound.download(url), outbound.post(url, {"a": "b"})):
        began = monotonic()
        with pytest.raises(OSError):  # noqa: PT011 - of any kind
            await request
        assert monotonic() - began < within


async def test_too_slow() -> None:
    """An answer that does not come is given up; so is a document that does not end."""
    async with opened(SHORT) as impatient:
        async with website(silence) as site:
            await fails(impatient, site.url, within=30 * SHORT)
        async with website(drip) as site:
            with pytest.raises(TimeoutError):
                await impatient.download(site.url)


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


async def test_after_the_end(outbound: Outbound) -> None:
    """Connections that were let go are opened anew when they are needed."""
    async with website(says("HTTP/1.1 200 OK", body=b"key")) as site:
        for _ in "ab":
            assert b"key" == await outbound.download(site.url)
            await outbound.close()
