"""PayPal's signatures: RSA over ids, time and a checksum of the body, by a key it publishes.

https://developer.paypal.com/api/rest/webhooks/rest/

Why the certificate is believed: it comes from PayPal's own host over TLS, whichever URL the
message names, is of paypal.com, and has not expired.
"""

import re
from zlib import crc32

from receiver.errors import Malformed, SignatureInvalid
from receiver.headers import Header
from receiver.messages import Message
from receiver.signatures import certificates
from receiver.signatures.encodings import BASE64
from receiver.signatures.signing import Request
from receiver.signatures.timestamps import DATE, Timestamp
from receiver.trust import Trust

ID, SIGNATURE = Header("PAYPAL-TRANSMISSION-ID"), Header("PAYPAL-TRANSMISSION-SIG")
TIME, URL = Header("PAYPAL-TRANSMISSION-TIME"), Header("PAYPAL-CERT-URL")
ALGORITHM = Header("PAYPAL-AUTH-ALGO")
SENT = Timestamp(TIME, unit=DATE)
TEST_URL = "https://api.paypal.com/v1/notifications/certs/receiver-test-key"
CERTIFICATE = re.compile(
    r"https://api(-m)?(\.sandbox)?\.paypal\.com/v1/notifications/certs/[A-Za-z0-9_-]+"
)


def value(header: Header, message: Message) -> bytes:
    """Return the value of a header, which must be there once."""
    try:
        values = header.raw(message)
    except Malformed as error:
        raise SignatureInvalid(error.detail) from None
    if not values:
        reason = f"the header {header.name} is missing"
        raise SignatureInvalid(reason)
    return values[0]


def key_url(message: Message) -> str:
    """Return the URL of the certificate, which must be PayPal's own."""
    url = value(URL, message).decode("latin-1")
    if not CERTIFICATE.fullmatch(url):
        reason = "the message names a certificate that is not at api.paypal.com"
        raise SignatureInvalid(reason)
    return url


def check(document: bytes, now: float) -> None:
    """Raise `ValueError` unless the document is a certificate of PayPal, valid now."""
    certificates.check(document, now, ".paypal.com")


def content(message: Message, trust: Trust) -> bytes:
    """Return what is signed: id, time, our webhook's id and the body's CRC-32, joined by bars."""
    webhook, checksum = trust.options["webhook_id"].encode(), b"%d" % crc32(message.body)
    return b"|".join([value(ID, message), value(TIME, message), webhook, checksum])


def verify(message: Message, trust: Trust, now: float) -> int:
    """Check where the certificate is, the algorithm, the signature and the age."""
    key_url(message)
    if value(ALGORITHM, message) != b"SHA256withRSA":
        reason = f"the header {ALGORITHM.name} is not SHA256withRSA"
        raise SignatureInvalid(reason)
    try:
        signature = BASE64.decode(value(SIGNATURE, message))
    except ValueError:
        signature = b""
    if not certificates.fits(trust.document, content(message, trust), signature, "sha256", now):
        reason = "the signature does not fit the certificate that the message names"
        raise SignatureInvalid(reason)
    SENT.of(trust).check(value(TIME, message), now)
    return 0


def sign(request: Request, trust: Trust, now: int) -> Request:
    """Add the headers that PayPal would, signed by the test key."""
    named = {TIME.name: DATE.write(now), URL.name: TEST_URL}
    request = request.with_headers({**named, ALGORITHM.name: "SHA256withRSA"})
    signature = certificates.sign(trust.keys[0], content(request.message(), trust), "sha256")
    return request.with_headers({SIGNATURE.name: BASE64.encode(signature).decode()})
