"""A message of SNS is signed by a certificate of its own hosts, for a topic of ours, lately."""

import json
from base64 import b64encode
from dataclasses import replace
from typing import Any

import pytest

from receiver.errors import SignatureInvalid, TimestampOutside
from receiver.messages import Message
from receiver.signatures import certificates, sns
from receiver.trust import Trust
from schemes import NOW
from signatures.test_certificates import KEY, certified

TOPIC, HOST = "arn:aws:sns:us-east-1:123456789012:hooks", "https://sns.us-east-1.amazonaws.com"
FOUND = {"Type": "Notification", "MessageId": "1", "TopicArn": TOPIC, "Subject": "hello"}
FOUND |= {"Message": "é", "Timestamp": "2025-10-09T08:53:20.000Z", "SignatureVersion": "2"}
FOUND |= {"SigningCertURL": f"{HOST}/a-1.pem"}
ASKED = {**FOUND, "Type": "SubscriptionConfirmation", "Token": "t", "SubscribeURL": HOST}
TRUST = Trust(options={"topic_arns": f"{TOPIC}x {TOPIC}"}, document=certified("sns.amazonaws.com"))
BOTH = ((FOUND, sns.NOTIFICATION), (ASKED, sns.CONFIRMATION))
HOSTILE = f"""
http://sns.us-east-1.amazonaws.com/a.pem  {HOST}.example.org/a.pem  {HOST}@example.org/a.pem
{HOST}/a/b.pem  {HOST}/../a.pem  {HOST}/a.pem?x  {HOST}/a  https://sns.us-east-1-amazonaws.com/a.pem
{HOST}:8443/a.pem  https://x@sns.a-b.amazonaws.com/a.pem  https://sns.a.b.amazonaws.com/a.pem"""


def sent(found: object) -> Message:
    """Return a message that holds an envelope."""
    return Message("POST", "", [], json.dumps(found).encode())


def signed(found: dict[str, Any], digest: str = "sha256") -> dict[str, Any]:
    """Return an envelope with its signature."""
    signature = certificates.sign(KEY, sns.content(found), digest)
    return {**found, "Signature": b64encode(signature).decode()}


def test_content() -> None:
    """What is signed is as the documentation prints it; a subject that is missing is left out."""
    end = f"Timestamp\n2025-10-09T08:53:20.000Z\nTopicArn\n{TOPIC}\nType\nNotification\n"
    assert f"Message\né\nMessageId\n1\nSubject\nhello\n{end}".encode() == sns.content(FOUND)
    assert f"Message\né\nMessageId\n1\n{end}".encode() == sns.content({**FOUND, "Subject": None})


@pytest.mark.parametrize(("version", "digest"), sns.DIGESTS.items())
def test_accepted(version: str, digest: str) -> None:
    """Both kinds are accepted in both versions, unless the source is configured with one."""
    only = replace(TRUST, options={"signature_version": "2" if version == "1" else "1"})
    for found, _ in BOTH:
        right = sent(signed({**found, "SignatureVersion": version}, digest))
        assert 0 == sns.verify(right, TRUST, NOW)
        with pytest.raises(SignatureInvalid, match="a SignatureVersion that this source does not"):
            sns.verify(right, only, NOW)


@pytest.mark.parametrize("value", ["", "x", None, 1, [], {}, "\ud800", "é" * 344])
def test_changed(value: object) -> None:
    """No signed field can be another, of another kind, or missing."""
    for found, names in ((signed(each), names) for each, names in BOTH):
        for name in (*names, "Signature", "SignatureVersion"):
            with pytest.raises(SignatureInvalid):
                sns.verify(sent({**found, name: value}), TRUST, NOW)


def test_age() -> None:
    """Up to two hours old or early is accepted, and not a second more."""
    for offset in (-7200, 0, 7200):
        assert 0 == sns.verify(sent(signed(FOUND)), TRUST, NOW + offset)
    for offset in (-7201, 7201):
        with pytest.raises(TimestampOutside):
            sns.verify(sent(signed(FOUND)), TRUST, NOW + offset)


@pytest.mark.parametrize("url", [None, 1, [], "", f"{HOST}/a.pem\n", *HOSTILE.split()])
def test_hostile_url(url: object) -> None:
    """A certificate anywhere but at SNS's own hosts is never named, and nothing there counts."""
    for read in (sns.key_url, lambda message: sns.verify(message, TRUST, NOW)):
        with pytest.raises(SignatureInvalid, match="a certificate that is not at sns"):
            read(sent(signed({**FOUND, "SigningCertURL": url})))


@pytest.mark.parametrize("found", [None, 1, "x", [], {}, FOUND])
def test_unsigned(found: object) -> None:
    """Raw deliveries and whatever else has no envelope are refused in words that help."""
    with pytest.raises(SignatureInvalid, match="raw delivery must be off"):
        sns.verify(sent(found), TRUST, NOW)


def test_others() -> None:
    """Another topic, or a certificate that is not SNS's or has expired, is refused."""
    with pytest.raises(SignatureInvalid, match="a topic that this source is not configured with"):
        sns.verify(sent(signed(FOUND)), replace(TRUST, options={"topic_arns": f"{TOPIC}x"}), NOW)
    old = certified("sns.amazonaws.com", until=NOW - 1)
    for document in (old, certified("amazonaws.com.example.org"), certified("x"), b""):
        with pytest.raises(ValueError, match=r".*"):
            sns.check(document, NOW)
    sns.check(TRUST.document, NOW)
