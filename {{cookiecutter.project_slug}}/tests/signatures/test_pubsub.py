"""Google's token must be for us, from Google, of the service account, and still good."""

import pytest

from receiver.errors import SignatureInvalid
from receiver.messages import Message
from receiver.signatures import certificates, jwts, pubsub
from receiver.signatures.signing import Request
from receiver.trust import Trust
from schemes import NOW

KEY = certificates.PAIRS.make()
OPTIONS = {"audience": "https://hooks.example.com", "email": "pusher@example.org"}
TRUST = Trust(options=OPTIONS, document=certificates.PAIRS.public(KEY))
CLAIMS = {
    "aud": OPTIONS["audience"],
    "email": OPTIONS["email"],
    "email_verified": True,
    "iss": "https://accounts.google.com",
    "iat": NOW,
    "exp": NOW + 3600,
}


def sent(token: str, scheme: str = "Bearer", times: int = 1) -> Message:
    """Return a message with this token."""
    line = (b"authorization", f"{scheme} {token}".encode("latin-1"))
    return Message("POST", "", [line] * times, b"{}")


def test_sample() -> None:
    """What the sender's half adds is accepted, whatever the body: that is not covered."""
    request = pubsub.sign(Request("", {}, b"{}"), Trust(keys=(KEY,), options=OPTIONS), NOW)
    message = request.message()
    assert 0 == pubsub.verify(message, TRUST, NOW)
    assert 0 == pubsub.verify(message.with_body(b"[]"), TRUST, NOW + 3599)
    assert pubsub.TEST_KEY == pubsub.key_url(message)


@pytest.mark.parametrize("issuer", pubsub.ISSUERS)
def test_issuer(issuer: str) -> None:
    """Google names itself in two ways."""
    token = jwts.sign({**CLAIMS, "iss": issuer}, KEY, "k")
    assert 0 == pubsub.verify(sent(token), TRUST, NOW)
    assert pubsub.CERTIFICATES == pubsub.key_url(sent(token))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("aud", "https://hooks.example.com/"),
        ("aud", ""),
        ("email", "other@example.org"),
        ("email_verified", False),
        ("email_verified", "true"),
        ("iss", "https://accounts.google.com.example.org"),
        ("iss", "http://accounts.google.com"),
        ("exp", NOW),
        ("iat", NOW + 1),
    ],
)
def test_another_claim(name: str, value: object) -> None:
    """Another value of any claim is refused."""
    with pytest.raises(SignatureInvalid, match="the token does not verify"):
        pubsub.verify(sent(jwts.sign({**CLAIMS, name: value}, KEY, "k")), TRUST, NOW)


@pytest.mark.parametrize("name", CLAIMS)
def test_missing_claim(name: str) -> None:
    """Each of the claims must be there."""
    token = jwts.sign({key: CLAIMS[key] for key in CLAIMS.keys() - {name}}, KEY, "k")
    with pytest.raises(SignatureInvalid, match="the token does not verify: missing_claim"):
        pubsub.verify(sent(token), TRUST, NOW)


@pytest.mark.parametrize("value", ["", " ", "\xff", "a.b.c", "..", "e30.e30.e30", "." * 9999])
def test_malformed(value: str) -> None:
    """What is no token is refused, and names no test key."""
    assert pubsub.CERTIFICATES == pubsub.key_url(sent(f"e30{value}"))
    with pytest.raises(SignatureInvalid):
        pubsub.verify(sent(value), TRUST, NOW)
    with pytest.raises(SignatureInvalid):
        pubsub.verify(sent(value, "Basic"), TRUST, NOW)


def test_repeated_header() -> None:
    """Two tokens are refused, even if both are right."""
    twice = sent(jwts.sign(CLAIMS, KEY, "k"), times=2)
    for read in (pubsub.token, pubsub.key_url, lambda _: pubsub.verify(twice, TRUST, NOW)):
        with pytest.raises(SignatureInvalid, match="authorization stands more than once"):
            read(twice)


def test_check() -> None:
    """What is fetched must be a set of keys, or the certificate of a test key."""
    pubsub.check(TRUST.document, NOW)
    with pytest.raises(ValueError, match="is no JWK set"):
        pubsub.check(b'{"keys": []}', NOW)
