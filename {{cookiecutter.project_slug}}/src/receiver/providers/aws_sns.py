"""Amazon SNS over HTTPS: an RSA signature of chosen fields, by a key that AWS publishes.

https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html

A subscription is confirmed through the API, with the signed token, and only for a topic that
the source is configured with: the URL that a message brings is never opened. Topics sign
with SHA-1 unless their attribute `SignatureVersion` is 2. Raw delivery carries no signature
and is refused. What was published is a string in the JSON: `delivery.json()["Message"]`.
"""

import re

from receiver.handshakes import Confirmation, Handshake, Reply
from receiver.messages import Message
from receiver.places import Json
from receiver.providers.base import FetchedKey, Provider, Sample
from receiver.signatures import sns
from receiver.signatures.certificates import PAIRS
from receiver.signatures.custom import Custom
from receiver.trust import Option, Trust

TOPIC = re.compile(r"arn:aws(-cn|-us-gov)?:sns:([a-z0-9-]{3,32}):[0-9]{12}:[A-Za-z0-9_-]+(\.fifo)?")
VERSIONS = ("1", "2")


def check_topics(value: str) -> None:
    """Raise `ValueError` unless each word is the ARN of a topic."""
    for word in value.split():
        if not TOPIC.fullmatch(word):
            reason = "holds what is no topic ARN, such as arn:aws:sns:us-east-1:123456789012:hooks"
            raise ValueError(reason)


def check_version(value: str) -> None:
    """Raise `ValueError` unless it is one of the versions."""
    if value not in VERSIONS:
        reason = "is neither 1 (SHA-1) nor 2 (SHA-256)"
        raise ValueError(reason)


def confirm(message: Message, _trust: Trust) -> Reply | None:
    """Confirm a subscription with its token, at the API of the topic's region."""
    found = sns.envelope(message)
    topic, token = TOPIC.fullmatch(str(found.get("TopicArn"))), found.get("Token")
    if found.get("Type") != "SubscriptionConfirmation" or not topic:
        return None
    form = {"Action": "ConfirmSubscription", "Version": "2010-03-31", "TopicArn": topic[0]}
    host = f"sns.{topic[2]}.amazonaws.com{'.cn' if topic[1] == '-cn' else ''}"
    return Reply(200, confirm=Confirmation(f"https://{host}/", {**form, "Token": str(token)}))


PROVIDER = Provider(
    title="Amazon SNS",
    docs="https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html",
    scheme=Custom(
        says="RSA of chosen fields, SHA-256 or SHA-1, by a certificate at AWS",
        where=str(Json("Signature")),
        verify=sns.verify,
        sign=sns.sign,
        secret=None,
        pairs=PAIRS,
    ),
    fetched_key=FetchedKey(url=sns.key_url, check=sns.check, test_url=sns.TEST_URL),
    options=(
        Option(
            name="topic_arns",
            says="the ARNs of the topics that are trusted, separated by spaces",
            example="arn:aws:sns:us-east-1:123456789012:hooks",
            check=check_topics,
            narrows=True,
        ),
        Option(
            name="signature_version",
            says="the topics' version: 1 (SHA-1) or 2 (SHA-256); both are taken if it is not set",
            example="2",
            check=check_version,
            required=False,
        ),
    ),
    handshakes=(Handshake(answer=confirm),),
    id=(Json("MessageId"),),
    event=(Json("Type"),),
    deadline=15,
    retries="for an hour at most, as the subscription's delivery policy says",
    proven="the documentation and `cryptography` alone: no official verifier is on PyPI",
    samples=(
        Sample(
            event="Notification",
            content_type="text/plain; charset=UTF-8",
            body='{"Type": "Notification", "MessageId": "{id}", "TopicArn": '
            '"arn:aws:sns:us-east-1:123456789012:hooks", "Subject": "Hello", "Message": "Hello", '
            '"Timestamp": "{now_iso}"}',
        ),
    ),
)
