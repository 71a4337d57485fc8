"""A signature is accepted if it is exactly what the scheme makes of the key and the message."""

from hashlib import sha1
from hmac import new

import pytest

from fake import message
from receiver.errors import ReceiverError, SignatureInvalid, TimestampOutside
from receiver.messages import Message
from receiver.signatures.schemes import Scheme
from receiver.signatures.signing import encoded
from receiver.trust import Trust
from schemes import BODY, KEY, NOW, SCHEMES, SENT, schemes, signed, timed, verified


@schemes
def test_round_trip(scheme: Scheme) -> None:
    """What the sender's half signed, the receiver's half accepts."""
    assert 0 == verified(scheme, signed(scheme).message())


@schemes
def test_wrong_key(scheme: Scheme) -> None:
    """What was signed with another key is refused."""
    with pytest.raises(SignatureInvalid, match="fits none of the source's secrets"):
        verified(scheme, signed(scheme).message(), b"Secret", b"secret ", b"")


@schemes
def test_no_key(scheme: Scheme) -> None:
    """Without a key nothing is accepted."""
    with pytest.raises(SignatureInvalid, match="fits none of the source's secrets"):
        scheme.verify(signed(scheme).message(), Trust(), NOW)


@schemes
def test_unsigned(scheme: Scheme) -> None:
    """What nobody signed is refused, whatever else it holds."""
    body = BODY.replace(b"{signature}", b"")
    with pytest.raises(SignatureInvalid, match=r"the signature in .* is missing"):
        verified(scheme, Message("POST", "", encoded({**SENT, "Stamp": str(NOW)}), body))


@schemes
def test_another_scheme(scheme: Scheme) -> None:
    """What was signed for another scheme is refused: nothing in a request chooses one."""
    for other in SCHEMES.values():
        if other.algorithm != scheme.algorithm or other.content != scheme.content:
            with pytest.raises(ReceiverError) as refused:
                verified(scheme, signed(other).message())
            assert 401 == refused.value.status


@timed
def test_age_is_for_senders(scheme: Scheme) -> None:
    """Only who signed a message is told that it is too old."""
    sent = signed(scheme).message()
    with pytest.raises(TimestampOutside):
        verified(scheme, sent, now=NOW + 5000)
    with pytest.raises(SignatureInvalid):
        verified(scheme, sent, b"other", now=NOW + 5000)


def test_known_answer() -> None:
    """The HMAC is that of RFC 2104 with SHA-256, as published for this sentence."""
    digest = "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8"
    body = b"The quick brown fox jumps over the lazy dog"
    assert 0 == verified(SCHEMES["plain"], message({"Sig": digest}, body), b"key")


def test_another_algorithm() -> None:
    """A digest of an older algorithm is refused, with and without its name."""
    digest = new(KEY, BODY, sha1).hexdigest()
    for value in (digest, f"sha1={digest}", f"sha256={digest}"):
        for name in ("plain", "prefix", "optional prefix"):
            with pytest.raises(SignatureInvalid):
                verified(SCHEMES[name], message({"Sig": value}, BODY))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("plain", False), ("method and URL", True), ("signature in the URL", False)],
)
def test_covers_url(name: str, expected: bool) -> None:  # noqa: FBT001 - the expected answer
    """A scheme says whether it needs to know the service's public URL."""
    assert expected is SCHEMES[name].covers_url()


@schemes
def test_hides(scheme: Scheme) -> None:
    """The headers that hold the signature are told from all others."""
    added = set(signed(scheme).headers) - set(SENT) - {"Stamp"}
    assert {name for name in added if scheme.hides(name.lower().encode())} == added
    assert not any(scheme.hides(name) for name in (b"host", b"id", b"stamp", b"sig-x", b"x"))
