"""A signature is accepted if it is exactly what the scheme makes of the secret and the message."""

from hashlib import sha1
from hmac import new

import pytest

from fake import message
from receiver.errors import SignatureInvalid
from receiver.signatures import Scheme
from receiver.signing import sign
from schemes import BODY, NOW, SCHEMES, SENT, schemes


@schemes
def test_round_trip(scheme: Scheme) -> None:
    """What the sender's half signed, the receiver's half accepts."""
    headers = sign(scheme, SENT, BODY, "secret", NOW)
    assert 0 == scheme.verify(message(headers, BODY), [b"secret"], NOW)


@schemes
def test_wrong_secret(scheme: Scheme) -> None:
    """What was signed with another secret is refused."""
    headers = sign(scheme, SENT, BODY, "secret", NOW)
    with pytest.raises(SignatureInvalid, match="fits none of the source's secrets"):
        scheme.verify(message(headers, BODY), [b"Secret", b"secret "], NOW)


@schemes
def test_no_secret(scheme: Scheme) -> None:
    """Without a secret nothing is accepted."""
    headers = sign(scheme, SENT, BODY, "secret", NOW)
    with pytest.raises(SignatureInvalid):
        scheme.verify(message(headers, BODY), [], NOW)


def test_known_answer() -> None:
    """The HMAC is that of RFC 2104 with SHA-256, as published for this sentence."""
    digest = "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8"
    body = b"The quick brown fox jumps over the lazy dog"
    assert 0 == SCHEMES["plain"].verify(message({"Sig": digest}, body), [b"key"], NOW)


def test_another_algorithm() -> None:
    """A digest of an older algorithm is refused, with and without its name."""
    digest = new(b"secret", BODY, sha1).hexdigest()
    for value in (digest, f"sha1={digest}", f"sha256={digest}"):
        for name in ("plain", "prefix", "optional prefix"):
            with pytest.raises(SignatureInvalid):
                SCHEMES[name].verify(message({"Sig": value}, BODY), [b"secret"], NOW)
