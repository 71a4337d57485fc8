"""Receiving with keys that are fetched: only from the sender, and once more for a newer key."""

from dataclasses import replace

import pytest

import fake
from fake import SECRET, signed, source
from hosts import Hosts
from published import DOCUMENT, SOURCE, TEST_URL, URL, message
from receiver.errors import KeyUnavailable, KeyUnknown, SignatureInvalid
from receiver.messages import Message
from receiver.services.receiving import receive
from receiver.services.verification import Verified

NOW = 1_760_000_000
NEWER = DOCUMENT + b"second another-key\n"
NEW_MESSAGE = message(key="second another-key")
TESTED = replace(SOURCE, test_key=b"test " + SECRET.encode())


async def test_fetched() -> None:
    """A message is held against the key that stands where it says, which is fetched once."""
    hosts = Hosts({URL: DOCUMENT})
    keys = hosts.keys()
    for _ in range(3):
        outcome = await receive(SOURCE, message(), NOW, keys)
        assert isinstance(outcome, Verified)
        assert ("1", b"{}") == (outcome.deliveries[0].id, outcome.deliveries[0].body)
    assert [URL] == hosts.urls


async def test_another_key() -> None:
    """A message that is signed with another key than the fetched one is refused."""
    with pytest.raises(SignatureInvalid, match="does not fit"):
        await receive(SOURCE, message(key="first another-key"), NOW, Hosts({URL: DOCUMENT}).keys())


async def test_key_elsewhere() -> None:
    """A key at a place that is not the sender's is never fetched."""
    hosts = Hosts({"https://evil.example/key": DOCUMENT})
    with pytest.raises(SignatureInvalid, match="somewhere else"):
        await receive(SOURCE, message(url="https://evil.example/key"), NOW, hosts.keys())
    assert [] == hosts.urls


async def test_not_to_be_had() -> None:
    """Whether a signature fits cannot be said without the key: that is no refusal."""
    with pytest.raises(KeyUnavailable):
        await receive(SOURCE, message(), NOW, Hosts().keys())


async def test_newer_key() -> None:
    """A key that the kept document lacks is looked for once more, and found."""
    hosts, times = Hosts({URL: DOCUMENT}), [0.0]
    keys = hosts.keys(lambda: times[0])
    await receive(SOURCE, message(), NOW, keys)
    hosts.answers[URL], times[0] = NEWER, 61.0
    assert isinstance(await receive(SOURCE, NEW_MESSAGE, NOW, keys), Verified)
    assert isinstance(await receive(SOURCE, message(), NOW, keys), Verified)
    assert [URL] * 2 == hosts.urls


async def test_unknown_key() -> None:
    """However often an unknown key is named, the document is fetched once a minute."""
    hosts, times = Hosts({URL: DOCUMENT}), [0.0]
    keys = hosts.keys(lambda: times[0])
    for times[0] in (0.0, 30.0, 60.0, 61.0, 62.0, 121.0):
        with pytest.raises(KeyUnknown, match="no such key") as refused:
            await receive(SOURCE, NEW_MESSAGE, NOW, keys)
        assert 401 == refused.value.status
    assert [URL] * 2 == hosts.urls


async def test_test_key() -> None:
    """A test key is trusted where there is one, without asking anybody."""
    hosts, sent = Hosts({TEST_URL: DOCUMENT}), message(key=f"test {SECRET}", url=TEST_URL)
    assert isinstance(await receive(TESTED, sent, NOW, hosts.keys()), Verified)
    with pytest.raises(SignatureInvalid, match="RECEIVER_TEST_KEYS is not set here"):
        await receive(SOURCE, sent, NOW, hosts.keys())
    assert [] == hosts.urls


@pytest.mark.parametrize(
    "sent", [message(key=f"test {SECRET}"), message(url=TEST_URL)], ids=["at the sender's", "both"]
)
async def test_test_key_mixed_up(sent: Message) -> None:
    """A test key does not pass for the sender's, nor the sender's for a test key."""
    with pytest.raises(SignatureInvalid):
        await receive(TESTED, sent, NOW, Hosts({URL: DOCUMENT}).keys())


async def test_no_key_to_fetch() -> None:
    """Where secrets are shared nobody is asked for anything."""
    hosts = Hosts()
    outcome = await receive(source(), fake.message(signed(now=NOW)), NOW, hosts.keys())
    assert isinstance(outcome, Verified)
    assert [] == hosts.urls
