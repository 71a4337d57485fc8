"""HubSpot's library, which signs as well."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hubspot.utils.signature import Signature  # type: ignore[import-untyped]  # it ships no types
from senders import Sender, sender

from tests.oracles.oracle import Oracle, with_body

if TYPE_CHECKING:
    from receiver.signatures.signing import Request

OURS = sender("hubspot")
URL = OURS.unsigned().url
NAME, TIME = "X-HubSpot-Signature-v3", "X-HubSpot-Request-Timestamp"


def sent(our: Sender, request: Request, timestamp: str) -> Request:
    """Return a request that the library signed, at a time that may be spelled in any way."""
    signature = Signature.get_signature(
        our.text, request.body.decode(), "v3", request.url, "POST", timestamp
    )
    return request.with_headers({TIME: timestamp, NAME: signature})


def sign(our: Sender, request: Request, now: int) -> Request:
    """Sign at a time, which HubSpot writes in milliseconds."""
    return sent(our, request, f"{now}000")


def verify(our: Sender, request: Request) -> object:
    """Verify with the library, which wants text."""
    return Signature.is_valid(
        signature=request.headers[NAME],
        client_secret=our.text,
        request_body=request.body.decode(),
        http_uri=request.url,
        http_method="POST",
        signature_version="v3",
        timestamp=request.headers[TIME],
    )


SDK = Oracle(
    provider="hubspot",
    distribution="hubspot-api-client",
    sign=sign,
    verify=verify,
    refuses="past",
)
ORACLES = (SDK,)


@pytest.mark.parametrize("spelling", ["{}e3", "{}000.5", "0{}000", "+{}000", " {}000", "{}_000"])
def test_spellings_of_the_time(spelling: str) -> None:
    """The SDK reads floats, if they are signed so; we read digits alone."""
    request = sent(OURS, OURS.unsigned(), spelling.format(int(time.time())))
    assert (True, 401) == SDK.verdicts(request)


def test_seconds() -> None:
    """A time in seconds is long past for both."""
    request = sent(OURS, OURS.unsigned(), str(int(time.time())))
    assert (False, 401) == SDK.verdicts(request)


@pytest.mark.parametrize("url", [f"{URL}/", f"{URL}?a=1", URL.replace("https", "http")])
def test_another_url(url: str) -> None:
    """A URL that differs in a character is refused by both."""
    moved = replace(OURS.request(), url=url)
    assert (False, 401) == SDK.verdicts(moved)


@pytest.mark.parametrize("query", ["?a=%3A%2F", "?a=%2B+b", "?a=%C3%A9", "?a=b%3Fc", "?q=é"])
def test_escapes_in_the_url(query: str) -> None:
    """Neither decodes what is escaped in the URL, whatever HubSpot's table says."""
    request = sign(OURS, replace(OURS.unsigned(), url=URL + query), int(time.time()))
    assert (True, 200) == SDK.verdicts(request)


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_older_versions(version: str) -> None:
    """The SDK still makes the older signatures, without a time; we never look at them."""
    request = OURS.unsigned()
    body = request.body.decode()
    older = Signature.get_signature(OURS.text, body, version, request.url, "POST")
    assert Signature.is_valid(older, OURS.text, body, request.url, "POST", version)
    for name in ("X-HubSpot-Signature", NAME):
        assert 401 == OURS.status(
            request.with_headers({name: older, "X-HubSpot-Signature-Version": version})
        )


def test_other_than_ascii() -> None:
    """The SDK crashes on a signature beyond ASCII, and takes text alone; neither troubles us."""
    beyond = OURS.request().with_headers({NAME: "é"})
    with pytest.raises(TypeError):
        verify(OURS, beyond)
    request = OURS.signed(with_body(OURS.unsigned(), b"\xff"), time.time())
    assert [401, 400] == [OURS.status(beyond), OURS.status(request)]
