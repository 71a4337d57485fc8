"""Confirmations: what has to be taken elsewhere before a handshake is answered."""

import httpx2
import pytest

from fake import SECRET
from hosts import Hosts
from published import API, DOCUMENT, SOURCE, URL, message
from receiver.errors import KeyUnavailable, SignatureInvalid
from receiver.handshakes import Confirmation, Reply
from receiver.services.receiving import receive

NOW = 1_760_000_000


async def test_confirm() -> None:
    """A confirmation is a POST of its form, which has to be taken."""
    hosts = Hosts({API: b"taken"})
    await hosts.keys().confirm(Confirmation(API, {"token": "a b"}))
    (asked,) = hosts.asked
    assert ("POST", API, b"token=a+b") == (asked.method, str(asked.url), asked.content)


@pytest.mark.parametrize("answer", [302, 403, 500, httpx2.ConnectTimeout("")])
async def test_not_confirmed(answer: int | Exception) -> None:
    """A confirmation that is not taken is a 503, so that the sender asks again."""
    keys = Hosts({URL: DOCUMENT, API: answer}).keys()
    with pytest.raises(KeyUnavailable, match="could not be confirmed; ask again"):
        await receive(SOURCE, message(b"a-token", hello="1"), NOW, keys)


async def test_before_the_reply() -> None:
    """A handshake is answered once it is confirmed, each time that it comes."""
    hosts = Hosts({URL: DOCUMENT, API: b"taken"})
    keys = hosts.keys()
    for _ in "ab":
        outcome = await receive(SOURCE, message(b"a-token", hello="1"), NOW, keys)
        assert isinstance(outcome, Reply)
        assert (200, b"welcome") == (outcome.status, outcome.body)
    assert [URL, API, API] == hosts.urls
    assert b"token=a-token" == hosts.asked[1].content


async def test_only_what_is_signed() -> None:
    """A handshake that nobody signed confirms nothing."""
    hosts = Hosts({URL: DOCUMENT, API: b"taken"})
    forged = message(b"a-token", key=f"first {SECRET[::-1]}", hello="1")
    with pytest.raises(SignatureInvalid):
        await receive(SOURCE, forged, NOW, hosts.keys())
    assert [URL] == hosts.urls
