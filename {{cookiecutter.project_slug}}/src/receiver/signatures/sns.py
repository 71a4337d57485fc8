"""SNS messages: an envelope of which chosen fields are signed by a certificate that it names.

https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html
"""

import json
import re
from dataclasses import replace
from typing import Any

from receiver.errors import Malformed, SignatureInvalid
from receiver.messages import Message
from receiver.places import Json
from receiver.signatures import certificates
from receiver.signatures.encodings import BASE64
from receiver.signatures.signing import Request
from receiver.signatures.timestamps import DATE, Timestamp
from receiver.trust import Trust

NOTIFICATION = ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
CONFIRMATION = ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type")
DIGESTS = {"1": "sha1", "2": "sha256"}
CERTIFICATE = re.compile(r"https://sns\.[a-z0-9-]{3,32}\.amazonaws\.com(\.cn)?/[A-Za-z0-9_-]+\.pem")
TEST_URL = "https://sns.us-east-1.amazonaws.com/receiver-test-key.pem"
SENT = Timestamp(Json("Timestamp"), tolerance=7200, unit=DATE)
"""SNS tries again for an hour at most, each time with the message as it was signed first."""


def envelope(message: Message) -> dict[str, Any]:
    """Return the JSON object around the message; raises `SignatureInvalid` without one."""
    try:
        found = message.json()
    except Malformed as error:
        raise SignatureInvalid(error.detail) from None
    if not isinstance(found, dict) or "Signature" not in found:
        reason = "the message is not signed: raw delivery must be off for its subscription"
        raise SignatureInvalid(reason)
    return found


def key_url(message: Message) -> str:
    """Return the URL of the certificate, which must be at a host of SNS."""
    url = envelope(message).get("SigningCertURL")
    if not (isinstance(url, str) and CERTIFICATE.fullmatch(url)):
        reason = "the message names a certificate that is not at sns.<region>.amazonaws.com"
        raise SignatureInvalid(reason)
    return url


def check(document: bytes, now: float) -> None:
    """Raise `ValueError` unless the document is a certificate of AWS, valid now."""
    certificates.check(document, now, ".amazonaws.com", ".amazonaws.com.cn")


def verify(message: Message, trust: Trust, now: float) -> int:
    """Check where the certificate is, the topic, the version, the signature and the age."""
    key_url(message)
    found = envelope(message)
    topics = trust.options.get("topic_arns", "").split()
    if topics and found.get("TopicArn") not in topics:
        reason = "the message is of a topic that this source is not configured with"
        raise SignatureInvalid(reason)
    version = str(found.get("SignatureVersion"))
    if version not in (trust.options.get("signature_version") or "1 2").split():
        reason = "the message has a SignatureVersion that this source does not take"
        raise SignatureInvalid(reason)
    digest, signed = DIGESTS.get(version, "sha256"), content(found)
    if not certificates.fits(trust.document, signed, _signature(found), digest, now):
        reason = "the signature does not fit the certificate that the message names"
        raise SignatureInvalid(reason)
    SENT.check(str(found.get("Timestamp")).encode(errors="replace"), now)
    return 0


def content(found: dict[str, Any]) -> bytes:
    """Return what is signed: the names and values of some fields, each on a line of its own."""
    names = NOTIFICATION if found.get("Type") == "Notification" else CONFIRMATION
    lines = [f"{name}\n{found[name]}\n" for name in names if isinstance(found.get(name), str)]
    return "".join(lines).encode(errors="surrogatepass")


def sign(request: Request, trust: Trust, _now: int) -> Request:
    """Fill in a topic and a version that the source takes, and the signature by the test key."""
    found = {**json.loads(request.body), "SigningCertURL": TEST_URL}
    found["TopicArn"] = (trust.options.get("topic_arns") or found["TopicArn"]).split()[0]
    found["SignatureVersion"] = version = trust.options.get("signature_version") or "2"
    signature = certificates.sign(trust.keys[0], content(found), DIGESTS[version])
    found["Signature"] = BASE64.encode(signature).decode()
    return replace(request, body=json.dumps(found).encode())


def _signature(found: dict[str, Any]) -> bytes:
    """Return the decoded signature, empty for one that is malformed."""
    try:
        return BASE64.decode(found["Signature"].encode())
    except (ValueError, AttributeError):
        return b""
