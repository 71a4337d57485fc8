"""PayPal: certificates come from its own API alone, and a transmission is taken once."""

import json
import time
from base64 import b64encode
from dataclasses import replace
from functools import cache

import pytest
from starlette.testclient import TestClient

from behind import Behind
from fake import parts
from hostile import hostile
from hosts import Hosts
from receiver.main import create_app
from receiver.providers.paypal import PROVIDER
from receiver.services.verification import Source
from receiver.signatures import certificates, paypal
from receiver.signatures.signing import Request
from receiver.signatures.timestamps import DATE
from receiver.trust import Trust
from signatures.test_certificates import KEY, certified

NOW = int(time.time())
HOST, PATH = "api.paypal.com", "/v1/notifications/certs/CERT-360caa42-fca2a594-1d93a270"
CERT_URL = f"https://{HOST}{PATH}"
CERT = certified("messageverificationcerts.paypal.com", since=NOW - 60, until=NOW + 3600)
TRUST = Trust(options={"webhook_id": "1JE4291016473214C"})
SOURCE = Source("paypal", "paypal", PROVIDER, TRUST)
HOSTILE = [
    *hostile(HOST, PATH),
    *(f"https://{each}{PATH}" for each in ("www.paypal.com", "api.paypal.co", "paypal.com", "api")),
    *(f"https://{HOST}{each}" for each in ("/", "/v1/", f"/x{PATH}", PATH[:-36], f"{PATH}/../a")),
]


@cache
def signature(content: bytes) -> str:
    """Return a signature, as it stands in a header."""
    return b64encode(certificates.sign(KEY, content, "sha256")).decode()


def signed(
    body: bytes, transmission: str = "t-1", *, url: str = CERT_URL, at: int = NOW
) -> dict[str, str]:
    """Return the headers of a message, signed but for the certificate's URL, which is not."""
    headers = {paypal.ID.name: transmission, paypal.TIME.name: DATE.write(at)}
    headers |= {paypal.URL.name: url, paypal.ALGORITHM.name: "SHA256withRSA"}
    content = paypal.content(Request("", headers, body).message(), TRUST)
    return headers | {paypal.SIGNATURE.name: signature(content)}


def body(number: int) -> bytes:
    """Return an event."""
    return json.dumps({"id": f"WH-{number}", "event_type": "PAYMENT.SALE.COMPLETED"}).encode()


async def sent(hosts: Hosts, url: str = CERT_URL) -> tuple[int | None, str | None]:
    """Send a message, and return the answer's status and when to try again."""
    behind = Behind(SOURCE, keys=hosts.keys(), clock=lambda: NOW)
    done = await behind.get("/webhooks/paypal", [body(1)], headers=signed(body(1), url=url))
    return done.status, done.header("retry-after")


@pytest.mark.parametrize("host", ["api", "api-m", "api.sandbox", "api-m.sandbox"])
async def test_accepted(host: str) -> None:
    """The certificate is fetched from PayPal's API, where the message says that it is."""
    url = f"https://{host}.paypal.com{PATH}"
    hosts = Hosts({url: CERT})
    assert (202, None) == await sent(hosts, url)
    assert [("GET", url)] == [(each.method, str(each.url)) for each in hosts.asked]


@pytest.mark.parametrize("url", HOSTILE)
async def test_certificate_elsewhere(url: str) -> None:
    """Whatever else a message names is never fetched, and the message refused."""
    hosts = Hosts()
    assert (401, None) == await sent(hosts, url)
    assert [] == hosts.urls


@pytest.mark.parametrize(
    "answer", [404, 302, OSError(), b"", certified("paypal.com.evil"), CERT[:99]]
)
async def test_no_certificate(answer: bytes | int | Exception) -> None:
    """Without a certificate of PayPal nothing is said about the signature: it is to try again."""
    assert (503, "5") == await sent(Hosts({CERT_URL: answer}))


def test_transmission_once(database_url: str) -> None:
    """Another event under a transmission that was taken is a duplicate; the certificate is kept."""
    hosts = Hosts({CERT_URL: CERT})
    built = replace(parts(sources=[SOURCE], database_url=database_url), keys=hosts.keys())
    with TestClient(create_app(built)) as client:
        statuses = [
            client.post(
                "/webhooks/paypal",
                content=body(n),
                headers=signed(body(n), each, at=int(time.time())),
            ).status_code
            for n, each in [(1, "t-1"), (2, "t-1"), (2, "t-2"), (2, "t-3")]
        ]
    assert ([202, 200, 202, 200], [CERT_URL]) == (statuses, hosts.urls)
