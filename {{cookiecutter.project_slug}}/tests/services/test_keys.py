"""Keys: fetched once for all who wait, checked, and our own trouble where they cannot be had."""

import asyncio

import httpx2
import pytest

from hosts import Hosts
from published import DOCUMENT, URL, check
from receiver.errors import KeyUnavailable
from receiver.services.keys import AT_ONCE, Keys

TOO_LATE = httpx2.ConnectTimeout("")


async def failed(keys: Keys, url: str = URL, *, renewed: bool = False) -> str:
    """Return what is said about a key that cannot be had."""
    with pytest.raises(KeyUnavailable) as refused:
        await keys.document(url, check, renewed=renewed)
    assert (503, "5") == (refused.value.status, refused.value.headers()["Retry-After"])
    return refused.value.detail


async def test_once_for_all() -> None:
    """A hundred who ask at the same time cause one request, and later ones none."""
    hosts = Hosts({URL: DOCUMENT})
    keys = hosts.keys()
    hosts.open.clear()
    waiting = [asyncio.create_task(keys.document(URL, check)) for _ in range(100)]
    await asyncio.sleep(0.01)
    hosts.open.set()
    assert {DOCUMENT} == {*await asyncio.gather(*waiting), await keys.document(URL, check)}
    assert [URL] == hosts.urls


async def test_one_who_goes_away() -> None:
    """Somebody who waits no longer does not take the document from the others."""
    hosts = Hosts({URL: DOCUMENT})
    keys = hosts.keys()
    hosts.open.clear()
    first, second = (asyncio.create_task(keys.document(URL, check)) for _ in "ab")
    await asyncio.sleep(0.01)
    first.cancel()
    hosts.open.set()
    assert DOCUMENT == await second
    assert [URL] == hosts.urls


@pytest.mark.parametrize("answer", [404, 500, 302, TOO_LATE, b"", b"<html/>"])
async def test_not_to_be_had(answer: bytes | int | Exception) -> None:
    """What is no key is a 503, for ten seconds without asking again."""
    hosts, times = Hosts({URL: answer}), [0.0]
    keys = hosts.keys(lambda: times[0])
    for times[0] in (0.0, 9.9):
        assert "the sender's key could not be fetched; send the delivery again" == await failed(
            keys
        )
    assert [URL] == hosts.urls
    hosts.answers[URL], times[0] = DOCUMENT, 10.0
    assert DOCUMENT == await keys.document(URL, check)


async def test_renewed() -> None:
    """A renewed document replaces the old one; one that is no key does not."""
    hosts, times = Hosts({URL: DOCUMENT}), [0.0]
    keys = hosts.keys(lambda: times[0])
    await keys.document(URL, check)
    hosts.answers[URL], times[0] = b"bad", 61.0
    await failed(keys, renewed=True)
    assert DOCUMENT == await keys.document(URL, check, renewed=True)
    hosts.answers[URL], times[0] = b"newer key", 122.0
    assert b"newer key" == await keys.document(URL, check, renewed=True)
    assert b"newer key" == await keys.document(URL, check)
    assert [URL] * 3 == hosts.urls


async def test_at_once() -> None:
    """No more than a few are on their way; who wants another one is told at once, not queued."""
    urls = [f"{URL}/{number}" for number in range(AT_ONCE + 1)]
    hosts = Hosts(dict.fromkeys(urls, DOCUMENT))
    keys = hosts.keys()
    hosts.open.clear()
    waiting = [asyncio.create_task(keys.document(url, check)) for url in urls[:-1]]
    await asyncio.sleep(0.01)
    assert (await failed(keys, urls[-1])).startswith("too many keys are being fetched")
    hosts.open.set()
    assert [DOCUMENT] * AT_ONCE == await asyncio.gather(*waiting)
    assert DOCUMENT == await keys.document(urls[-1], check)


async def test_close() -> None:
    """What is under way ends with the service, and who waited for it as well."""
    hosts = Hosts({URL: DOCUMENT})
    keys = hosts.keys()
    hosts.open.clear()
    waiting = asyncio.create_task(keys.document(URL, check))
    await asyncio.sleep(0.01)
    await keys.close()
    with pytest.raises(asyncio.CancelledError):
        await waiting
