"""Resend's library, which verifies without Svix's."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from typing import TYPE_CHECKING

import pytest
import resend
from senders import Sender, sender

from tests.oracles.bodies import OBJECTS
from tests.oracles.oracle import Oracle, with_body

if TYPE_CHECKING:
    from receiver.signatures.signing import Request

OURS = sender("resend")


def sent(our: Sender, request: Request, timestamp: str) -> Request:
    """Return a request signed as Svix documents; the library does not sign."""
    key = base64.b64decode(our.text.removeprefix("whsec_"))
    content = b".".join([request.headers["svix-id"].encode(), timestamp.encode(), request.body])
    digest = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    return request.with_headers({"svix-timestamp": timestamp, "svix-signature": f"v1,{digest}"})


def sign(our: Sender, request: Request, now: int) -> Request:
    """Sign at a time."""
    return sent(our, request, str(now))


def verify(our: Sender, request: Request) -> object:
    """Verify with the library, which parses as well."""
    return resend.Webhooks.verify(
        {
            "payload": request.body.decode(),
            "headers": {
                "id": request.headers["svix-id"],
                "timestamp": request.headers["svix-timestamp"],
                "signature": request.headers["svix-signature"],
            },
            "webhook_secret": our.text,
        }
    )


SDK = Oracle(
    provider="resend", distribution="resend", sign=sign, verify=verify, bodies=OBJECTS, lax=True
)
ORACLES = (SDK,)


@pytest.mark.parametrize("version", ["v2", "v1a", "", "é"])
def test_another_version(version: str) -> None:
    """The SDK takes the digest under any version; we take `v1` alone."""
    request = sign(OURS, OURS.unsigned(), int(time.time()))
    signature = request.headers["svix-signature"].replace("v1", version)
    request = request.with_headers({"svix-signature": signature})
    assert (True, 401) == SDK.verdicts(request)


@pytest.mark.parametrize("spelling", ["0{}", "+{}", " {}", "{} "])
def test_spellings_of_the_time(spelling: str) -> None:
    """The SDK reads the time as Python does, if it is signed so; we read digits alone."""
    request = sent(OURS, OURS.unsigned(), spelling.format(int(time.time())))
    assert (True, 401) == SDK.verdicts(request)


@pytest.mark.parametrize("token", ["v1", "v1,é", "v1,a", "", "v1,a,b"])
def test_a_malformed_token(token: str) -> None:
    """A malformed token before a good one does not hide it, from the SDK or from us."""
    request = sign(OURS, OURS.unsigned(), int(time.time()))
    both = f"{token} {request.headers['svix-signature']}"
    request = request.with_headers({"svix-signature": both})
    assert (True, 200) == SDK.verdicts(request)


def test_an_empty_body() -> None:
    """The SDK refuses an empty body before it looks at the signature, which is right for us."""
    request = sign(OURS, with_body(OURS.unsigned(), b""), int(time.time()))
    assert (False, 400) == SDK.verdicts(request)
