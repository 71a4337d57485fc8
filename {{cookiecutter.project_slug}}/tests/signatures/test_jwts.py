"""A JWT is believed if one of the published keys signed it with RS256, and its claims fit."""

import hmac
import json
from base64 import urlsafe_b64encode
from itertools import product
from typing import Any

import pytest
from joserfc.jwk import RSAKey

from receiver.errors import KeyUnknown, SignatureInvalid
from receiver.signatures import certificates, jwts
from schemes import NOW
from signatures.test_certificates import WEAK, certified

KEY = certificates.PAIRS.make()
PUBLIC = RSAKey.import_key(KEY).as_dict(private=False)
SHARED = b"a secret of 32 bytes or more that is no RSA key"
OCT = {"kty": "oct", "k": urlsafe_b64encode(SHARED).decode().rstrip("="), "kid": "shared"}
KEYS = json.dumps({"keys": [{**PUBLIC, "kid": "k"}, OCT]}).encode()
CERTIFICATE, FEEBLE = certificates.PAIRS.public(KEY), certified(key=WEAK)
CLAIMS, HEADER = {"aud": "us", "iat": NOW, "exp": NOW + 3600}, {"alg": "RS256", "kid": "k"}
EXPECTED: jwts.Claims = {name: {"essential": True} for name in CLAIMS}
EXPECTED["aud"]["value"] = "us"


def part(value: Any) -> bytes:  # noqa: ANN401 - JSON is anything
    """Write a part of a token."""
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return urlsafe_b64encode(data).rstrip(b"=")


def token(header: Any = HEADER, claims: Any = CLAIMS) -> bytes:  # noqa: ANN401 - JSON is anything
    """Return a token with any header and claims that the key signed."""
    signed = part(header) + b"." + part(claims)
    return signed + b"." + part(certificates.sign(KEY, signed, "sha256"))


@pytest.mark.parametrize("document", [KEYS, CERTIFICATE], ids=["key set", "certificate"])
def test_accepted(document: bytes) -> None:
    """A token of the key is accepted, be it one of a set or that of a certificate."""
    jwts.verify(token(), document, EXPECTED, NOW)
    jwts.verify(jwts.sign(CLAIMS, KEY, "k").encode(), document, EXPECTED, NOW)


def test_unknown_key() -> None:
    """A token of a key that is not in the set is told apart, since the set may have changed."""
    with pytest.raises(KeyUnknown, match="a key that its sender does not publish"):
        jwts.verify(token({"alg": "RS256", "kid": "x"}), KEYS, EXPECTED, NOW)


@pytest.mark.parametrize("algorithm", ["none", "None", "HS256", "RS512", "", None, ["RS256"]])
def test_another_algorithm(algorithm: object) -> None:
    """No algorithm but ours is taken, whatever the header says, not even with a fitting key."""
    signed = part({"alg": algorithm, "kid": "shared"}) + b"." + part(CLAIMS)
    macs = [hmac.digest(key, signed, "sha256") for key in (SHARED, KEYS, CERTIFICATE)]
    made = [signed + b"." + part(each) for each in (b"", *macs)]
    made += [token({"alg": algorithm, "kid": "k"})]
    for each, document in product(made, (KEYS, CERTIFICATE)):
        with pytest.raises(SignatureInvalid, match="the token does not verify"):
            jwts.verify(each, document, EXPECTED, NOW)


@pytest.mark.parametrize("name", CLAIMS)
@pytest.mark.parametrize("value", [..., None, "", "them", [], {}, True, float("nan"), "1760000000"])
def test_claims(name: str, value: object) -> None:
    """A claim that is missing, of another kind or of another value is refused."""
    claims = {key: each for key, each in {**CLAIMS, name: value}.items() if each != ...}
    with pytest.raises(SignatureInvalid, match="the token does not verify"):
        jwts.verify(token(claims=claims), KEYS, EXPECTED, NOW)


def test_time() -> None:
    """A token counts from the second it was issued to the last one before it expires."""
    for good in (NOW, NOW + 3599, NOW + 3599.9):
        jwts.verify(token(), KEYS, EXPECTED, good)
    for bad in (NOW - 1, NOW + 3600, NOW + 3600.5):
        with pytest.raises(SignatureInvalid):
            jwts.verify(token(), KEYS, EXPECTED, bad)


@pytest.mark.parametrize("other", [[], "a", 1, None, "[" * 20_000])
def test_other_parts(other: object) -> None:
    """Neither may a part be exchanged, nor may a signed one be something else altogether."""
    head, claims, end = token().split(b".")
    longer = part({**CLAIMS, "exp": NOW + 7200})
    exchanged = [(head, longer, end), (part(other), claims, end), (head, claims, part(other))]
    for wrong in (token(other), token(claims=other), *map(b".".join, exchanged)):
        with pytest.raises(SignatureInvalid):
            jwts.verify(wrong, KEYS, EXPECTED, NOW)


@pytest.mark.parametrize("document", [b"", b"\xff", b"{}", b'{"keys": [1]}', b"[" * 99_999, FEEBLE])
def test_no_keys(document: bytes) -> None:
    """A document without a strong key is none, and verifies nothing."""
    with pytest.raises(ValueError, match=r".*"):
        jwts.key_set(document)
    with pytest.raises(SignatureInvalid):
        jwts.verify(token(), document, EXPECTED, NOW)
