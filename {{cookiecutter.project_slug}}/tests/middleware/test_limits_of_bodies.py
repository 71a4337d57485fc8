"""How far a body is read: not at all for what is refused anyway, and never past the limits."""

import asyncio
from typing import Any

import pytest

from behind import NOW, Behind
from fake import signed
from receiver.signatures.signing import encoded
from wire import Exchange

HEADERS = signed(now=NOW)


async def sent(behind: Behind, **changed: Any) -> Exchange:  # noqa: ANN401 - as `exchange` takes them
    """Send a request that would be accepted if nothing about it was changed."""
    return await behind.get(**{"headers": HEADERS, **changed})


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "x"])
async def test_encoded_body_is_not_read(encoding: str) -> None:
    """A body that was encoded is not even read, so that no bomb goes off."""
    done = await sent(Behind(), headers=HEADERS | {"Content-Encoding": encoding})
    assert (415, 0) == (done.status, done.pulled)


async def test_unknown_source_is_not_read() -> None:
    """Nor is what is for nobody."""
    assert 0 == (await sent(Behind(), path="/webhooks/nobody")).pulled


async def test_too_large() -> None:
    """A body past the cap is refused while it is read: the rest is left where it is."""
    behind = Behind(body_cap=1024)
    done = await sent(behind, chunks=[b"x" * 500] * 100)
    assert (413, 3, []) == (done.status, done.pulled, behind.accepted)
    assert 1.0 == behind.counted("webhook_rejected_total", source="fake", reason="too_large")


@pytest.mark.parametrize("length", ["1025", "0001025", "9" * 5000])
async def test_declared_too_large(length: str) -> None:
    """A body that is said to be larger than the cap is not read at all."""
    done = await sent(Behind(body_cap=1024), headers=HEADERS | {"Content-Length": length})
    assert (413, 0) == (done.status, done.pulled)


@pytest.mark.parametrize("length", ["1024", "0002", "", "-1", "²"])
async def test_declared_otherwise(length: str) -> None:
    """What else is said of its length is left to the server, and to what comes."""
    headers = [*encoded(HEADERS), (b"content-length", length.encode())]
    assert 202 == (await sent(Behind(body_cap=1024), headers=headers)).status


async def test_the_connection_ends() -> None:
    """Of a body that is not read to its end the rest is not waited for."""
    large = await sent(Behind(body_cap=1024), chunks=[b"x" * 2000], more=True)
    slow = await sent(Behind(read_timeout=0.02), chunks=[b"{"], more=True)
    assert ["close", "close"] == [each.header("connection") for each in (large, slow)]


async def test_until_when() -> None:
    """A server that times the request from its start says until when its body may take."""
    began = asyncio.get_running_loop().time()
    state = {"read_by": began + 0.05}
    done = await sent(Behind(read_timeout=60), chunks=[b"{"], more=True, state=state)
    assert 408 == done.status


async def test_as_large_as_allowed() -> None:
    """A body of exactly the cap is accepted."""
    body = b" " * 1022 + b"{}"
    done = await sent(Behind(body_cap=1024), chunks=[body], headers=signed(body, now=NOW))
    assert 202 == done.status


async def test_slow() -> None:
    """A body that does not arrive in time is given up."""
    done = await sent(Behind(read_timeout=0.02), chunks=[b"{"], more=True)
    assert (408, "the body was not complete after 0.02 s") == (done.status, done.json()["detail"])


async def test_gone() -> None:
    """A sender that hangs up is answered nothing, and nothing gets past."""
    behind = Behind()
    async with asyncio.timeout(5):
        done = await sent(behind, chunks=[b"{", None])
    assert (None, []) == (done.status, behind.accepted)
