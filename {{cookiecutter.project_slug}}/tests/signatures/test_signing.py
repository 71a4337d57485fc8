"""The sender's half writes what its documentation prescribes, where it prescribes it."""

import hmac
from base64 import b64encode

import pytest

from receiver.signatures.signing import Request, encoded, sign
from schemes import BODY, KEY, NOW, SCHEME, SCHEMES, URL, signed, verified

DATE = "2025-10-09T08:53:20Z"


def digest(content: bytes) -> bytes:
    """Return the HMAC-SHA-256 of the content."""
    return hmac.digest(KEY, content, "sha256")


IN_BASE64 = b64encode(digest(BODY)).decode()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("plain", {"Sig": digest(BODY).hex()}),
        ("prefix", {"Sig": f"sha256={digest(BODY).hex()}"}),
        ("items", {"Fake-Signature": f"t={NOW},v1={digest(b'%d.' % NOW + BODY).hex()}"}),
        ("other grammar", {"Sig": f"v1,{digest(BODY).hex()}"}),
        (
            "timestamp of its own",
            {"Stamp": str(NOW), "Sig": digest(b"%d:" % NOW + BODY).hex()},
        ),
        ("date", {"Stamp": DATE, "Sig": digest(DATE.encode() + BODY).hex()}),
        ("aliased headers", {"Sig": digest(b"msg_1." + BODY).hex()}),
        ("method and URL", {"Sig": digest(b"POST " + URL.encode() + BODY).hex()}),
        ("numbered headers", {"Sig-1": IN_BASE64}),
        ("bearer", {"Authorization": f"Bearer {digest(BODY).hex()}"}),
        ("token", {"Sig": "secret"}),
        ("either of two places", {"Authorization": "Bearer secret"}),
    ],
)
def test_headers(name: str, expected: dict[str, str]) -> None:
    """The signature is added to the headers, with its timestamp where that has a header."""
    request = signed(SCHEMES[name])
    assert {"Host": "example.org", "Id": "msg_1", **expected} == request.headers
    assert (URL, BODY) == (request.url, request.body)


def test_body() -> None:
    """A signature in the body takes the place that is kept for it, and nothing else changes."""
    request = signed(SCHEMES["signature in the body"])
    expected = BODY.replace(b"{signature}", digest(b"17600000001").hex().encode())
    assert (expected, URL) == (request.body, request.url)


@pytest.mark.parametrize(
    ("url", "expected"),
    [("https://x/a", "https://x/a?sig="), ("https://x/?b=", "https://x/?b=&sig=")],
)
def test_url(url: str, expected: str) -> None:
    """A signature in the URL is escaped there, so that it arrives as it is."""
    scheme = SCHEMES["signature in the URL"]
    body = next(body for body in (b"%d" % n for n in range(99)) if b"+" in b64encode(digest(body)))
    request = sign(scheme, Request(url, {}, body), KEY, NOW)
    assert request.url.startswith(expected)
    assert 0 == verified(scheme, request.message())


def test_the_request_given_stays_as_it_is() -> None:
    """Signing leaves what it was given alone."""
    given = Request("", {"Id": "1"}, b"{}", "ping")
    request = sign(SCHEME, given, KEY, 5)
    assert Request("", {"Id": "1"}, b"{}", "ping") == given
    assert "ping" == request.event


def test_encoded() -> None:
    """Headers are encoded as an ASGI server hands them over."""
    assert [(b"x-name", "é".encode())] == encoded({"X-Name": "é"})
