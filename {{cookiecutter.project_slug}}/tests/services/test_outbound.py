"""Outbound: a request to a real server takes a 200 that is small and quick, and nothing else."""

import asyncio
import gzip
from collections.abc import AsyncIterator

import pytest

from receiver.services.outbound import LARGEST, Outbound
from websites import says, website

OK = "HTTP/1.1 200 OK"


@pytest.fixture
async def outbound(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Outbound]:
    """Return a client that no proxy of the developer's stands before."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    opened = Outbound()
    yield opened
    await opened.close()


@pytest.mark.parametrize("body", [b"a key", b"", b"x" * LARGEST])
async def test_document(outbound: Outbound, body: bytes) -> None:
    """A document comes as it is, asked for without a coding, cookies or credentials."""
    async with website(says(OK, f"Content-Length: {len(body)}", body=body)) as site:
        assert body == await outbound.download(site.url)
    head = site.asked[0].lower()
    assert head.startswith(b"get / http/1.1\r\n")
    assert b"\r\naccept-encoding: identity\r\n" in head
    assert b"cookie" not in head
    assert b"authorization" not in head


@pytest.mark.parametrize(
    "line", ["201 Created", "204 No Content", "304 Not Modified", "401 No", "404 No", "500 No"]
)
async def test_other_status(outbound: Outbound, line: str) -> None:
    """Anything but a 200 is no document."""
    async with website(says(f"HTTP/1.1 {line}", "Content-Length: 0")) as site:
        with pytest.raises(OSError, match=f"answers {line[:3]}"):
            await outbound.download(site.url)


@pytest.mark.parametrize("line", ["301 Moved", "302 Found", "303 Other", "307 There", "308 There"])
async def test_redirect(outbound: Outbound, line: str) -> None:
    """No redirect is followed, neither for a document nor for a form."""
    async with website(says(OK, "Content-Length: 1", body=b"x")) as target:
        head = (f"HTTP/1.1 {line}", f"Location: {target.url}", "Content-Length: 0")
        async with website(says(*head)) as site:
            with pytest.raises(OSError, match=f"answers {line[:3]}"):
                await outbound.download(site.url)
            with pytest.raises(OSError, match="HTTPStatusError"):
                await outbound.post(site.url, {})
    assert ([], 2) == (target.asked, len(site.asked))


async def test_without_end(outbound: Outbound) -> None:
    """A document past the cap is given up while it comes, whatever length it claims."""
    sent = 0

    async def pour(writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while sent < 500 * LARGEST:
            writer.write(b"x" * 8192)
            await writer.drain()
            sent += 8192

    async with website(pour) as site:
        with pytest.raises(OSError, match="answers 200 with"):
            await outbound.download(site.url)
    assert sent < 250 * LARGEST


async def test_encoded(outbound: Outbound) -> None:
    """A coding that was not asked for is not undone: a bomb stays as small as it came."""
    bomb = gzip.compress(b"x" * 10 * LARGEST)
    head = (OK, "Content-Encoding: gzip", f"Content-Length: {len(bomb)}")
    async with website(says(*head, body=bomb)) as site:
        assert bomb == await outbound.download(site.url)
