"""Verification: a fixed order, which no message can change, and the sender's own rejections."""

from dataclasses import replace

import pytest

import asking
from fake import OLD_SECRET, PROVIDER, SECRET, signed, source
from receiver.errors import (
    BodyEncoded,
    Malformed,
    MethodWrong,
    ReceiverError,
    SignatureInvalid,
    TimestampOutside,
)
from receiver.handshakes import Reply
from receiver.messages import Message
from receiver.services.verification import Source, Verified
from receiver.signatures.signing import encoded

NOW = 1_760_000_000
SIGNED = signed(now=NOW)
GZIP = {"Content-Encoding": "gzip"}


def sent(headers: dict[str, str], body: bytes = b"{}", method: str = "POST") -> Message:
    """Return a message."""
    return Message(method, "", encoded(headers), body)


@pytest.mark.parametrize(
    ("message", "error"),
    [
        (sent(GZIP, b"", "PUT"), MethodWrong),
        (sent(GZIP | {"open": "t"}, b""), BodyEncoded),
        (sent({}, b"no JSON"), SignatureInvalid),
        (sent(SIGNED, b"[" * 100_000), SignatureInvalid),
        (sent(signed(b"no JSON", now=NOW - 301), b"no JSON"), TimestampOutside),
        (sent(signed(b"no JSON", now=NOW), b"no JSON"), Malformed),
    ],
)
def test_order(message: Message, error: type[ReceiverError]) -> None:
    """Method, coding, signature, age, contents: the first that is wrong is what is refused."""
    with pytest.raises(error) as refused:
        asking.SOURCE.receive(message, NOW)
    assert error is type(refused.value)


def test_unsigned_question_before_the_signature() -> None:
    """What a sender asks unsigned comes before the signature, which would not fit."""
    assert isinstance(asking.SOURCE.receive(sent({"open": "t"}), NOW), Reply)


def test_signed_question_before_the_contents() -> None:
    """What it asks signed comes before the contents, which are none."""
    headers = signed(b"no JSON", now=NOW) | {"first": "t"}
    assert isinstance(asking.SOURCE.receive(sent(headers, b"no JSON"), NOW), Reply)


@pytest.mark.parametrize("coding", ["gzip", "identity, br", "x", " identity"])
def test_coding(coding: str) -> None:
    """Any coding but the one that is none is refused."""
    with pytest.raises(BodyEncoded):
        source().check(sent({"Content-Encoding": coding}))
    for none in ("Identity", ""):
        source().check(sent({"Content-Encoding": none}))


def test_several_codings() -> None:
    """So are two of them, whichever they are."""
    twice = [(b"content-encoding", b"identity")] * 2
    with pytest.raises(Malformed, match="content-encoding stands more than once"):
        source().check(Message("POST", "", twice, b""))


@pytest.mark.parametrize("status", [401, 403, 406])
def test_rejection(status: int) -> None:
    """A signature that does not fit gets the status at which the sender gives up; age does not."""
    rejecting = Source("fake", "fake", replace(PROVIDER, rejection=status), source().trust)
    with pytest.raises(SignatureInvalid) as refused:
        rejecting.receive(sent(SIGNED, b"other"), NOW)
    assert status == refused.value.status
    with pytest.raises(TimestampOutside) as outside:
        rejecting.receive(sent(SIGNED), NOW + 301)
    assert 401 == outside.value.status


@pytest.mark.parametrize(("secret", "key"), [(SECRET, 0), (OLD_SECRET, 1)])
def test_key(secret: str, key: int) -> None:
    """What is verified says which of the keys signed it."""
    found = source("fake", SECRET, OLD_SECRET).receive(sent(signed(now=NOW, secret=secret)), NOW)
    assert isinstance(found, Verified)
    assert key == found.key


def test_repr() -> None:
    """A source that is printed by mistake tells neither its secrets nor its options."""
    trust = replace(source("fake", "canary").trust, options={"token": "canary"}, document=b"canary")
    assert "canary" not in repr(Source("fake", "fake", PROVIDER, trust, test_key=b"canary"))
