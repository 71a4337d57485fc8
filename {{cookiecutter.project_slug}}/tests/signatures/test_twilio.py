"""Twilio signs the URL that it was given and the form's fields, or the digest of another body."""

from hashlib import sha256
from urllib.parse import urlencode

import pytest

from receiver.deliveries import FORM
from receiver.errors import SignatureInvalid
from receiver.messages import Message
from receiver.signatures import twilio
from receiver.signatures.signing import Request, encoded
from receiver.trust import Trust

NAME, PUBLISHED, KEY = "X-Twilio-Signature", "RSOYDt4T1cUTdK1PDd93/VVr8B8=", b"12345"
URL, JSON = "https://mycompany.com/myapp.php?foo=1&bar=2", b'{"id": 1}'
FIELDS = {"CallSid": "CA1234567890ABCDE", "Digits": "1234", "From": "+14158675309"}
FIELDS |= {"To": "+18005551212", "Caller": "+14158675309"}
BOUND = f"{URL}&bodySHA256={sha256(JSON).hexdigest()}"
TRUST, SHA256 = Trust(keys=(KEY,)), Trust(keys=(KEY,), options={"algorithm": "sha256"})


def signed(body: bytes, url: str = URL, kind: str = FORM, trust: Trust = TRUST) -> Request:
    """Return a request as Twilio would sign it."""
    return twilio.sign(Request(url, {"Content-Type": kind}, body), trust, 0)


def refuse(request: Request, trust: Trust = TRUST, *more: tuple[bytes, bytes]) -> None:
    """Have a request refused."""
    lines = [*encoded(request.headers), *more]
    with pytest.raises(SignatureInvalid):
        twilio.verify(Message("POST", request.url, lines, request.body), trust, 0)


def test_published() -> None:
    """The signature that Twilio's own libraries are tested with fits, in any order of fields."""
    for fields in (FIELDS, dict(reversed(FIELDS.items()))):
        request = signed(urlencode(fields).encode())
        assert PUBLISHED == request.headers[NAME]
        assert 1 == twilio.verify(request.message(), Trust(keys=(b"other", KEY)), 0)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"b=2&a=1&c=&d", "a1b2cd"),
        (b"a=2&a=1&a=2", "a1a2"),
        (b"a=caf%C3%A9+%26", "acafé &"),
        (b"a=%FF", "a\udcff"),
    ],
)
def test_fields(body: bytes, expected: str) -> None:
    """Fields are sorted, decoded, each distinct pair once and empty ones included."""
    assert expected == twilio.fields(signed(body).message())
    assert 0 == twilio.verify(signed(body).message(), TRUST, 0)
    assert "" == twilio.fields(signed(body, kind="text/plain").message())


@pytest.mark.parametrize("port", ["", ":443"])
def test_port(port: str) -> None:
    """The URL fits with its scheme's own port and without, and with no other."""
    headers = signed(b"a=1", f"https://x.example{port}/a?b=:443").headers
    for url in ("https://x.example/a?b=:443", "https://x.example:443/a?b=:443"):
        assert 0 == twilio.verify(Request(url, headers, b"a=1").message(), TRUST, 0)
    for url in ("https://x.example:8443/a?b=:443", "http://x.example/a?b=:443", "https://[x", ""):
        refuse(Request(url, headers, b"a=1"))


def test_changed() -> None:
    """Another or one more field, another key, signature or algorithm, or two, are refused."""
    right = signed(b"a=1")
    for body in (b"a=2", b"a=1&b=", b"b=1", b"", b"&".join(b"%d" % n for n in range(1001))):
        refuse(Request(URL, right.headers, body))
    for trust in (SHA256, Trust(keys=(b"12346",)), Trust()):
        refuse(right, trust)
    for value in ("", "é", f"{PUBLISHED}=", "AAAA", right.headers[NAME].lower()):
        refuse(right.with_headers({NAME: value}))
    for name in (NAME, "Content-Type"):
        refuse(right, TRUST, (name.lower().encode(), right.headers[name].encode()))


def test_algorithm() -> None:
    """The algorithm is the configured one and no other, and its name is checked."""
    assert 0 == twilio.verify(signed(b"a=1", trust=SHA256).message(), SHA256, 0)
    refuse(signed(b"a=1", trust=SHA256))
    for name in ("SHA1", "", "md5"):
        with pytest.raises(ValueError, match="is neither sha1 nor sha256"):
            twilio.check_algorithm(name)


def test_digest() -> None:
    """What is no form is covered by its digest in the URL, which must be there once; forms may."""
    assert 0 == twilio.verify(signed(JSON, BOUND, "application/json").message(), TRUST, 0)
    assert 0 == twilio.verify(signed(b"", URL, "application/json").message(), TRUST, 0)
    assert 0 == twilio.verify(signed(JSON, BOUND).message(), TRUST, 0)
    for url in (URL, f"{BOUND}0", BOUND.upper(), f"{BOUND}&bodySHA256=", f"{URL}#{BOUND}"):
        refuse(signed(JSON, url, "application/json"))
    for body in (b"", b'{"id": 2}'):
        refuse(Request(BOUND, signed(JSON, BOUND, "application/json").headers, body))
        refuse(signed(body, BOUND))
