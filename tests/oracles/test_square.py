"""Square's library."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from typing import TYPE_CHECKING

import pytest
from senders import Sender, sender
from square.utils.webhooks_helper import verify_signature

from tests.oracles.bodies import NOT_EMPTY
from tests.oracles.oracle import Oracle, with_body

if TYPE_CHECKING:
    from receiver.signatures.signing import Request

OURS = sender("square")
URL = OURS.unsigned().url
NAME = "x-square-hmacsha256-signature"


def sign(our: Sender, request: Request, _now: int) -> Request:
    """Sign as the documentation says; the library does not."""
    digest = hmac.new(our.text.encode(), request.url.encode() + request.body, hashlib.sha256)
    return request.with_headers({NAME: base64.b64encode(digest.digest()).decode()})


def verify(our: Sender, request: Request) -> bool:
    """Verify with the library, which wants text."""
    return verify_signature(
        request_body=request.body.decode(),
        signature_header=request.headers[NAME],
        signature_key=our.text,
        notification_url=request.url,
    )


SDK = Oracle(provider="square", distribution="squareup", sign=sign, verify=verify, bodies=NOT_EMPTY)
ORACLES = (SDK,)


def test_an_empty_body() -> None:
    """The SDK refuses an empty body, whatever its signature; for us that is right, but no JSON."""
    request = OURS.signed(with_body(OURS.unsigned(), b""), time.time())
    assert (False, 400) == SDK.verdicts(request)


@pytest.mark.parametrize(
    "url", [f"{URL}/", f"{URL}?a=1", URL.replace("https", "http"), URL.upper(), f"{URL}#"]
)
def test_another_url(url: str) -> None:
    """A URL that differs in a character is refused by both."""
    request = sign(OURS, OURS.unsigned(), 0)
    moved = type(request)(url, request.headers, request.body)
    assert (False, 401) == SDK.verdicts(moved)


def test_beyond_ascii() -> None:
    """Neither crashes on a signature beyond ASCII; both refuse it."""
    request = OURS.request().with_headers({NAME: "é"})
    assert verify(OURS, request) is False
    assert 401 == OURS.status(request)
