"""SNS: no SDK on PyPI verifies it, so its messages are signed here, as AWS documents it."""

from __future__ import annotations

import base64
import json
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from hypothesis import given
from senders import sender

from receiver.handshakes import Reply
from receiver.signatures import sns
from tests.oracles.bodies import RANDOMLY, TEXTS, with_an_unused_bit
from tests.oracles.certificates import KEY, OTHER_KEY, certificate
from tests.oracles.oracle import with_body

if TYPE_CHECKING:
    from collections.abc import Callable

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from receiver.signatures.signing import Request

NAME = "sns.us-east-1.amazonaws.com"
OURS = replace(sender("aws_sns"), public=certificate(NAME))
UNSIGNED = OURS.unsigned()
TOPIC = OURS.options["topic_arns"]
HASHES = {"1": SHA1(), "2": SHA256()}  # noqa: S303 - what topics sign with unless told otherwise


def notification(**other: str) -> dict[str, str]:
    """Return a notification of now; the documentation's list of what is signed is in its order."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.123Z")
    return {
        "Message": "Hello",
        "MessageId": "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
        **({"Subject": other.pop("Subject")} if "Subject" in other else {}),
        "Timestamp": now,
        "TopicArn": TOPIC,
        "Type": "Notification",
        **other,
    }


def confirmation() -> dict[str, str]:
    """Return the question whether a subscription is wanted."""
    found = notification(Message="You have chosen to subscribe", Type="SubscriptionConfirmation")
    asked = {"SubscribeURL": f"https://{NAME}/?Action=ConfirmSubscription", "Token": "2336412f37"}
    return dict(sorted({**found, **asked}.items()))


def sent(signed: dict[str, str], version: str = "1", key: RSAPrivateKey = KEY) -> Request:
    """Return a request whose fields are signed in the order that they have."""
    text = "".join(f"{name}\n{value}\n" for name, value in signed.items()).encode()
    signature = base64.b64encode(key.sign(text, PKCS1v15(), HASHES[version])).decode()
    around = {"SignatureVersion": version, "SigningCertURL": f"https://{NAME}/a-1.pem"}
    body = {**signed, **around, "Signature": signature, "UnsubscribeURL": f"https://{NAME}/"}
    return with_body(UNSIGNED, json.dumps(body).encode())


@pytest.mark.parametrize("version", HASHES)
def test_notifications(version: str) -> None:
    """A notification is received under either version, with a subject and without."""
    assert 200 == OURS.status(sent(notification(), version))
    assert 200 == OURS.status(sent(notification(Subject="Hi"), version))
    assert 401 == OURS.status(sent(notification(), version, OTHER_KEY))


@pytest.mark.parametrize("version", HASHES)
def test_confirmations(version: str) -> None:
    """A subscription to our topic is confirmed, once its signature fits."""
    message = sent(confirmation(), version).message()
    outcome = OURS.source().receive(message, time.time(), OURS.public)
    assert isinstance(outcome, Reply)
    assert outcome.confirm
    assert (f"https://{NAME}/", "2336412f37") == (
        outcome.confirm.url,
        outcome.confirm.form["Token"],
    )
    assert 401 == OURS.status(sent(confirmation(), version, OTHER_KEY))


@pytest.mark.parametrize("respell", [with_an_unused_bit, "{} ".format, "!{}".format])
def test_spellings_of_the_signature(respell: Callable[[str], str]) -> None:
    """A signature that is spelled otherwise is refused, although it decodes to the same bytes."""
    found = json.loads(sent(notification()).body)
    body = {**found, "Signature": respell(found["Signature"])}
    assert 401 == OURS.status(with_body(UNSIGNED, json.dumps(body).encode()))


@RANDOMLY
@given(text=TEXTS, subject=TEXTS)
def test_any_text(text: str, subject: str) -> None:
    """Any message with any subject is received as it was signed, and not with another message."""
    request = sent(notification(Message=text, Subject=subject))
    assert 200 == OURS.status(request)
    forged = {**json.loads(request.body), "Message": f"{text}!"}
    assert 401 == OURS.status(with_body(request, json.dumps(forged).encode()))


def test_certificates() -> None:
    """A certificate of AWS is a key; one of others, or one that has expired, is none."""
    sns.check(certificate(NAME), time.time())
    for other in (certificate("sns.example.com"), certificate(NAME, days=-1)):
        with pytest.raises(ValueError, match=r"no valid certificate of a host in amazonaws\.com"):
            sns.check(other, time.time())
