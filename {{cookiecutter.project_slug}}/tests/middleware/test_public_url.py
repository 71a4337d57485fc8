"""The URL that a sender signed: what the owner set, and the path and query exactly as they came."""

from typing import Any

import pytest

from behind import NOW, Behind
from fake import SECRET, source
from kinds import KINDS
from proof import Proof
from receiver.middleware.paths import public_url
from receiver.services.verification import Source
from receiver.signatures.schemes import Scheme
from receiver.signatures.signing import Request, sign
from wire import request

BASE = "https://hooks.example.com"
URL = f"{BASE}/webhooks/fake"
SOURCE = Source("fake", "fake", KINDS["url"], source().trust)
SPOOFED = {
    "Host": "evil.example",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "http",
    "X-Forwarded-Prefix": "/evil",
    "X-Original-URL": "/evil",
    "Forwarded": "host=evil.example;proto=http",
}


def signed(url: str) -> dict[str, str]:
    """Return the headers of a delivery that is signed with its URL."""
    assert isinstance(SOURCE.provider.scheme, Scheme)
    unsigned = Request(url, {"Fake-Id": "1", "Fake-Event": "ping"}, b"{}")
    return dict(sign(SOURCE.provider.scheme, unsigned, SECRET.encode(), NOW).headers)


async def status(url: str, *, base: str = BASE, **sent: Any) -> int | None:  # noqa: ANN401 - as `exchange` takes them
    """Return how a delivery is answered that was signed with this URL."""
    behind = Behind(SOURCE, public_url=base)
    headers = signed(url) | sent.pop("more", {})
    return (await behind.get(headers=headers, **sent)).status


@pytest.mark.parametrize(
    ("base", "root_path", "raw_path", "query", "expected"),
    [
        (BASE, "", b"/webhooks/fake", b"", URL),
        (f"{BASE}/in/", "", b"/webhooks/fake", b"", f"{BASE}/in/webhooks/fake"),
        (BASE, "", b"/webhooks/fake/", b"", f"{URL}/"),
        (BASE, "/api", b"/api/webhooks/fake", b"", URL),
        (BASE, "/web", b"/webhooks/fake", b"", URL),
        (BASE, "", b"/webhooks/f%61ke", b"", f"{BASE}/webhooks/f%61ke"),
        (BASE, "", b"/webhooks/fake", b"b=2&a=1&a=", f"{URL}?b=2&a=1&a="),
        (BASE, "", b"/webhooks/fake", b"a=%C3%A9&b=+%20", f"{URL}?a=%C3%A9&b=+%20"),
        ("", "", b"/webhooks/fake", b"a", "/webhooks/fake?a"),
    ],
)
def test_public_url(
    base: str, root_path: str, raw_path: bytes, query: bytes, expected: str
) -> None:
    """Nothing in it is decoded, sorted, or left out but the prefix of a proxy on the way."""
    scope = request("/webhooks/fake", "POST", [(b"host", b"evil.example")])
    scope.update(root_path=root_path, raw_path=raw_path, query_string=query)
    assert expected == public_url(base, scope)


@pytest.mark.parametrize("value", [b"\xc3\xa9", b"\xe9"])
async def test_bytes_beyond_ascii(value: bytes) -> None:
    """Bytes that should have been escaped are signed as they came, also if they are no UTF-8."""
    url = f"{URL}?a={value.decode(errors='surrogateescape')}"
    scope = request("/webhooks/fake", "POST", [])
    scope["query_string"] = b"a=" + value
    assert url == public_url(BASE, scope)
    assert 202 == await status(url, query_string=b"a=" + value)


def test_without_the_raw_path() -> None:
    """Servers that do not tell the path as it came are believed as to what it means."""
    scope = request("/webhooks/fake", "POST", [])
    del scope["raw_path"]
    assert URL == public_url(BASE, scope)


@pytest.mark.fault(24, "a URL that is signed, behind a proxy that ends TLS")
async def test_behind_a_proxy(proof: Proof) -> None:
    """Behind a proxy that ends TLS a delivery is accepted that was signed with the public URL."""
    told = [
        await status(URL),
        await status(f"{URL}?a=%2F&b", query_string=b"a=%2F&b"),
        await status(URL, path="/api/webhooks/fake", root_path="/api"),
    ]
    proof.figure(f"{told.count(202)} of {len(told)} accepted")
    assert [202] * len(told) == told


@pytest.mark.fault(24, "a spoofed X-Forwarded-Host, and its like")
async def test_spoofed(proof: Proof) -> None:
    """A header that says where the request went neither makes a signature fit nor spoils it."""
    forged = [*(f"{each}://evil.example/webhooks/fake" for each in ("https", "http")), "/evil"]
    mores = [{name: value} for name, value in SPOOFED.items()]
    genuine = [await status(URL, more=more) for more in mores]
    told = [await status(url, more=more) for more in mores for url in forged]
    proof.figure(f"{told.count(401)} of {len(told)} refused")
    assert ({202}, {401}) == ({*genuine}, {*told})


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.com/webhooks/fake",
        "https://hooks.example.com/webhooks/fake/",
        "https://hooks.example.com/webhooks/fake?a=1",
        "",
    ],
)
async def test_signed_for_elsewhere(url: str) -> None:
    """A delivery that was signed for any other URL is refused."""
    assert 401 == await status(url)
