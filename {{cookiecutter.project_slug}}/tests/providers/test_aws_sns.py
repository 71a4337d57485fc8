"""Amazon SNS: certificates come from its own hosts alone, and no message opens a URL."""

import json
import time
from base64 import b64encode
from functools import cache
from typing import Any
from urllib.parse import urlencode

import pytest

from behind import Behind
from hostile import hostile
from hosts import Hosts
from receiver.providers.aws_sns import PROVIDER
from receiver.services.samples import filled
from receiver.services.verification import Source
from receiver.signatures import certificates, sns
from receiver.trust import Trust
from signatures.test_certificates import KEY, certified
from wire import Exchange

NOW = int(time.time())
HOST, PATH = "sns.us-east-1.amazonaws.com", "/SimpleNotificationService-a1.pem"
API, CERT_URL = f"https://{HOST}/", f"https://{HOST}{PATH}"
CERT = certified("sns.amazonaws.com", since=NOW - 60, until=NOW + 3600)
TOPIC = "arn:aws:sns:us-east-1:123456789012:hooks"
CHINESE = "arn:aws-cn:sns:cn-north-1:123456789012:hooks"
SOURCE = Source("aws_sns", "aws_sns", PROVIDER, Trust(options={"topic_arns": f"{CHINESE} {TOPIC}"}))
SENT = {"TopicArn": TOPIC, "SignatureVersion": "2", "SigningCertURL": CERT_URL}
MESSAGE = {**json.loads(filled(PROVIDER.samples[0].body, "m-1", NOW)), **SENT}
ASKED = {"Type": "SubscriptionConfirmation", "Token": "t&1", "SubscribeURL": f"{API}?a"}
CONFIRMED = {"Action": "ConfirmSubscription", "Version": "2010-03-31", "TopicArn": TOPIC}
HOSTILE = [
    *hostile(HOST, PATH),
    *(f"https://{each}{PATH}" for each in ("amazonaws.com", "s3.amazonaws.com", f"{HOST}.co")),
    *(f"{API}{each}" for each in ("a", "a.crt", "a.pem.exe", "a.PEM", "?a.pem", "a/b.pem")),
]


@cache
def signature(content: bytes) -> str:
    """Return a signature, as it stands in a message."""
    return b64encode(certificates.sign(KEY, content, "sha256")).decode()


async def sent(hosts: Hosts, **changed: Any) -> Exchange:  # noqa: ANN401 - any member
    """Send a message, signed but for the URL of its certificate, which no signature covers."""
    message = {**MESSAGE, **changed}
    body = json.dumps({**message, "Signature": signature(sns.content(message))}).encode()
    behind = Behind(SOURCE, keys=hosts.keys(), clock=lambda: NOW)
    return await behind.get("/webhooks/aws_sns", [body])


async def test_accepted() -> None:
    """The certificate is fetched from where the message says that it is."""
    hosts = Hosts({CERT_URL: CERT})
    assert 202 == (await sent(hosts)).status
    assert [("GET", CERT_URL)] == [(each.method, str(each.url)) for each in hosts.asked]


@pytest.mark.parametrize("url", [*HOSTILE, None, 7, [CERT_URL], {}])
async def test_certificate_elsewhere(url: object) -> None:
    """Whatever else a message names is never fetched, and the message refused."""
    hosts = Hosts()
    done = await sent(hosts, SigningCertURL=url)
    assert (401, []) == (done.status, hosts.urls)


@pytest.mark.parametrize("answer", [404, 302, OSError(), b"", certified("evil.example"), CERT[:99]])
async def test_no_certificate(answer: bytes | int | Exception) -> None:
    """Without a certificate of AWS nothing is said about the signature: SNS is to try again."""
    done = await sent(Hosts({CERT_URL: answer}))
    assert (503, "5") == (done.status, done.header("retry-after"))


@pytest.mark.parametrize("url", [*HOSTILE[::2], ASKED["SubscribeURL"]])
async def test_confirmation(url: str) -> None:
    """A subscription is confirmed by its token, at the API; its own URL is never opened."""
    hosts = Hosts({CERT_URL: CERT, API: b"<ConfirmSubscriptionResponse/>"})
    done = await sent(hosts, **ASKED | {"SubscribeURL": url})
    assert (200, b"") == (done.status, done.body)
    assert [("GET", CERT_URL), ("POST", API)] == [(one.method, str(one.url)) for one in hosts.asked]
    assert urlencode({**CONFIRMED, "Token": "t&1"}).encode() == hosts.asked[1].content


async def test_where_and_whether_it_is_confirmed() -> None:
    """Each topic is confirmed in its region; while that does not take it, SNS is to ask again."""
    hosts = Hosts({CERT_URL: CERT, API: 403, "https://sns.cn-north-1.amazonaws.com.cn/": b""})
    assert 200 == (await sent(hosts, **ASKED | {"TopicArn": CHINESE})).status
    assert 503 == (await sent(hosts, **ASKED)).status


@pytest.mark.parametrize("type_", [{}, ASKED], ids=["message", "confirmation"])
@pytest.mark.parametrize("topic", [f"{TOPIC}x", TOPIC.upper(), "", f"{TOPIC} {CHINESE}", None])
async def test_another_topic(type_: dict[str, Any], topic: str | None) -> None:
    """What is of a topic that is not configured is refused, and no such topic confirmed."""
    hosts = Hosts({CERT_URL: CERT, API: b""})
    assert 401 == (await sent(hosts, **type_ | {"TopicArn": topic})).status
    assert [CERT_URL] == hosts.urls
