"""Senders: what plays the other side of a source has its key, or says what would help."""

import time
from pathlib import Path

import pytest

from fake import SECRET, settings, source
from kinds import KINDS
from published import SOURCE as PUBLISHED
from receiver.commands.senders import sender
from receiver.errors import CommandFailed, ReceiverError
from receiver.messages import Message
from receiver.services.verification import Source, Verified
from receiver.trust import Trust

BOTH = f"{SECRET} fake-key-of-last-year"


def accepted(receiving: Source, message: Message) -> bool:
    """Say whether a source accepts a message now."""
    try:
        return isinstance(receiving.receive(message, time.time()), Verified)
    except ReceiverError:
        return False


def test_newest_secret() -> None:
    """A sample is signed with the newest secret, whichever others are live."""
    sent = sender(settings(secrets={"fake": BOTH}), source()).request().message()
    assert accepted(source("fake", SECRET), sent)
    assert not accepted(source("fake", "fake-key-of-last-year"), sent)


def test_impostor() -> None:
    """An impostor sends the same with another key, which is refused."""
    genuine = sender(settings(secrets={"fake": SECRET}), source())
    request, forged = genuine.request(None, "1"), genuine.impostor().request(None, "1")
    assert (request.body, request.event) == (forged.body, forged.event)
    assert not accepted(source(), forged.message())


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("", "/webhooks/url"),
        ("https://example.com", "https://example.com/webhooks/url"),
        ("https://example.com/hooks/", "https://example.com/hooks/webhooks/url"),
    ],
)
def test_url(base: str, expected: str) -> None:
    """Where the URL is signed, it is the public one."""
    signing = Source("url", "url", KINDS["url"], Trust(keys=(SECRET.encode(),)))
    given = settings(secrets={"url": SECRET}, public_url=base)
    request = sender(given, signing).request()
    assert (expected, True) == (request.url, accepted(signing, request.message()))


def test_ids() -> None:
    """An id is as it is given, and a fresh one each time if none is."""
    genuine = sender(settings(secrets={"fake": SECRET}), source())
    ids = [genuine.request(None, given).headers["Fake-Id"] for given in ("a-1", None, None)]
    assert ("a-1", 3) == (ids[0], len(set(ids)))


def test_no_such_sample() -> None:
    """An event without a sample is told with those that have one."""
    genuine = sender(settings(secrets={"fake": SECRET}), source())
    with pytest.raises(CommandFailed, match="no sample of fake pin; valid: ping; did you mean"):
        genuine.request("pin")


def test_without_test_keys() -> None:
    """Where the sender alone can sign, it is told how samples can be signed all the same."""
    with pytest.raises(CommandFailed) as failed:
        sender(settings(), PUBLISHED)
    assert str(failed.value).startswith("Published alone has the key that signs. Set RECEIVER_TEST")


def test_with_test_keys(tmp_path: Path) -> None:
    """With a folder for test keys, that of the source is made there once, and signs."""
    given = settings(test_keys=str(tmp_path / "keys"))
    first, second = (sender(given, PUBLISHED) for _ in "ab")
    file = tmp_path / "keys" / "published.pem"
    assert file.read_bytes() == first.key == second.key
    assert "test" == first.request().headers["Key-Name"]


def test_repr() -> None:
    """A sender that is printed by mistake does not tell its key."""
    assert SECRET not in repr(sender(settings(secrets={"fake": SECRET}), source()))
