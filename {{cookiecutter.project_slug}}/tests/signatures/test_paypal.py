"""PayPal's signature is by a certificate of its own, over the body's checksum, lately."""

from base64 import b64encode
from dataclasses import replace
from zlib import crc32

import pytest

from receiver.errors import SignatureInvalid, TimestampOutside
from receiver.messages import Message
from receiver.signatures import certificates, paypal
from receiver.signatures.signing import Request, encoded
from receiver.trust import Trust
from schemes import NOW
from signatures.test_certificates import KEY, certified

OPTIONS, BODY = {"webhook_id": "WH-1"}, b'{"id": "WH-2"}'
TRUST = Trust(options=OPTIONS, document=certified("messageverificationcerts.paypal.com"))
HOST = "https://api.paypal.com/v1/notifications/certs"
HOSTILE = f"""
http://api.paypal.com/v1/notifications/certs/a  https://api.paypal.com/v1/notifications/a  {HOST}/
https://api.paypal.com.example.org/v1/notifications/certs/a  {HOST}/a/b  {HOST}/../a  {HOST}/a?b
https://x@api.paypal.com/v1/notifications/certs/a  {HOST}/é  https://api-paypal.com/v1/notifications/certs/a
https://api.paypal.com:8443/v1/notifications/certs/a  https://www.paypal.com/v1/notifications/certs/a
"""
SENT = Request("", {paypal.ID.name: "8f2d"}, BODY)
REQUEST = paypal.sign(SENT, Trust(keys=(KEY,), options=OPTIONS), NOW)


def message(**changed: str) -> Message:
    """Return the signed message with other headers, those after `PAYPAL_`."""
    names = {f"PAYPAL-{name.replace('_', '-')}": value for name, value in changed.items()}
    return Message("POST", "", encoded({**REQUEST.headers, **names}), BODY)


def test_content() -> None:
    """What is signed is as the documentation says, the checksum a decimal number."""
    expected = f"8f2d|2025-10-09T08:53:20Z|WH-1|{crc32(BODY)}".encode()
    assert expected == paypal.content(message(), TRUST)
    signature = b64encode(certificates.sign(KEY, expected, "sha256"))
    assert signature == paypal.value(paypal.SIGNATURE, message())


def test_age() -> None:
    """Up to 300 s old or early is accepted, and not a second more."""
    for offset in (-300, 0, 300):
        assert 0 == paypal.verify(message(), TRUST, NOW + offset)
    for offset in (-301, 301):
        with pytest.raises(TimestampOutside):
            paypal.verify(message(), TRUST, NOW + offset)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRANSMISSION_ID", "8f2e"),
        ("TRANSMISSION_TIME", "2025-10-09T08:53:21Z"),
        ("TRANSMISSION_TIME", "1760000000"),
        ("AUTH_ALGO", "SHA1withRSA"),
        ("TRANSMISSION_SIG", "AAAA"),
        ("TRANSMISSION_SIG", "é"),
        ("TRANSMISSION_SIG", REQUEST.headers[paypal.SIGNATURE.name] + "="),
    ],
)
def test_changed(name: str, value: str) -> None:
    """Another id, time, algorithm or signature is refused."""
    with pytest.raises(SignatureInvalid):
        paypal.verify(message(**{name: value}), TRUST, NOW)


@pytest.mark.parametrize("header", [*REQUEST.headers])
def test_each_header_once(header: str) -> None:
    """Each of the headers must be there, and stand there once."""
    lines = encoded(REQUEST.headers)
    line = (header.lower().encode(), REQUEST.headers[header].encode())
    for some in ([each for each in lines if each != line], [*lines, line]):
        with pytest.raises(SignatureInvalid, match=rf"(?i)header {header} (is missing|stands)"):
            paypal.verify(Message("POST", "", some, BODY), TRUST, NOW)


@pytest.mark.parametrize("url", [f"{HOST}/a\n", *HOSTILE.split()])
def test_hostile_url(url: str) -> None:
    """A certificate anywhere but at PayPal's own hosts is never named, and nothing there counts."""
    for read in (paypal.key_url, lambda message: paypal.verify(message, TRUST, NOW)):
        with pytest.raises(SignatureInvalid, match=r"a certificate that is not at api\.paypal"):
            read(message(CERT_URL=url))


def test_others() -> None:
    """Another body, another webhook, or a certificate that is not PayPal's is refused."""
    old = certified("a.paypal.com", until=NOW - 1)
    for changes in ({"options": {"webhook_id": "WH-3"}}, {"document": old}, {"document": b""}):
        with pytest.raises(SignatureInvalid, match="does not fit the certificate"):
            paypal.verify(message(), replace(TRUST, **changes), NOW)
    with pytest.raises(SignatureInvalid, match="does not fit the certificate"):
        paypal.verify(message().with_body(BODY + b" "), TRUST, NOW)
    for document in (old, certified("paypal.com.example.org"), certified("x"), b""):
        with pytest.raises(ValueError, match=r".*"):
            paypal.check(document, NOW)
    paypal.check(TRUST.document, NOW)
