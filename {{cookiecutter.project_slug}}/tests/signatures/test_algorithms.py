"""The algorithms with a shared secret give published answers, and look at each signature."""

import pytest

from receiver.signatures.algorithms import HMAC_SHA256, Hmac, Token
from receiver.signatures.encodings import BASE64

TEXT, KEY = b"what do ya want for nothing?", b"Jefe"
PUBLISHED = {
    "sha1": "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
    "sha256": "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    "sha512": "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
    "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
}
HMACS = {"sha1": Hmac("sha1"), "sha256": Hmac("sha256"), "sha512": Hmac("sha512")}


@pytest.mark.parametrize("name", HMACS)
def test_hmac(name: str) -> None:
    """The HMACs are those of RFC 2202 and RFC 4231, test case 2."""
    expected = PUBLISHED[name].encode()
    assert expected == HMACS[name].sign(KEY, TEXT)
    assert HMACS[name].fits(KEY, TEXT, [expected])
    assert not HMACS[name].fits(KEY, TEXT, [expected.upper()])


def test_base64() -> None:
    """Base64 is of the digest's bytes, not of its hex."""
    expected = b"W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM="
    assert expected == Hmac(encoding=BASE64).sign(KEY, TEXT)
    assert not Hmac(encoding=BASE64).fits(KEY, TEXT, [expected.rstrip(b"=")])


def test_several_signatures() -> None:
    """One of the signatures has to fit, whatever the others are; none of none does."""
    right = HMAC_SHA256.sign(KEY, TEXT)
    for signatures in ([right, b"\xff"], [b"", right], [b"0" * 10_000, right, right]):
        assert HMAC_SHA256.fits(KEY, TEXT, signatures)
    for signatures in ([], [b""], [right[:-1]], [right + b"0"], [b" " + right]):
        assert not HMAC_SHA256.fits(KEY, TEXT, signatures)


def test_token() -> None:
    """A token is the secret itself, byte for byte, whatever the content."""
    assert "é".encode() == Token().sign("é".encode(), TEXT)
    assert Token().fits("é".encode(), TEXT, [b"\xff", "é".encode()])
    for signatures in ([], [b""], [b"\xe9"], ["É".encode()], ["é ".encode()], ["e\u0301".encode()]):
        assert not Token().fits("é".encode(), TEXT, signatures)


@pytest.mark.parametrize(
    ("algorithm", "expected"),
    [
        (HMAC_SHA256, "HMAC-SHA-256, hex"),
        (Hmac("sha1", BASE64), "HMAC-SHA-1, base64"),
        (Token(), "the secret as a token"),
    ],
)
def test_named(algorithm: Hmac | Token, expected: str) -> None:
    """An algorithm names itself, and needs no pair of keys."""
    assert expected == str(algorithm)
    assert algorithm.pairs is None
