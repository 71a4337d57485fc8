"""Polar's library."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from typing import TYPE_CHECKING

import pytest
from polar.webhooks import PolarWebhookUnknownTypeError, validate_event
from senders import SECRET, Sender, sender

from tests.oracles.bodies import OBJECTS, with_an_unused_bit
from tests.oracles.oracle import Oracle

if TYPE_CHECKING:
    from receiver.signatures.signing import Request

OURS = sender("polar")


def sent(key: bytes, request: Request, timestamp: str) -> Request:
    """Return a request signed as Polar documents; the library does not sign."""
    content = b".".join([request.headers["webhook-id"].encode(), timestamp.encode(), request.body])
    digest = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    signature = f"v1,{digest}"
    return request.with_headers({"webhook-timestamp": timestamp, "webhook-signature": signature})


def sign(our: Sender, request: Request, now: int) -> Request:
    """Sign with the text of the secret itself."""
    return sent(our.text.encode(), request, str(now))


def verify(our: Sender, request: Request) -> None:
    """Verify with the library, which looks at the event's type only after that."""
    try:
        validate_event(request.body, dict(request.headers), our.text, frozenset(), dict)
    except PolarWebhookUnknownTypeError:
        return


SDK = Oracle(
    provider="polar", distribution="polar-sdk", sign=sign, verify=verify, bodies=OBJECTS, lax=True
)
ORACLES = (SDK,)


def test_a_decoded_key() -> None:
    """Since 1.0 the SDK takes what the secret decodes to for a second key; we take its text."""
    request = sent(base64.b64decode(SECRET), OURS.unsigned(), str(int(time.time())))
    assert (True, 401) == SDK.verdicts(request)


@pytest.mark.parametrize("spelling", ["{}e0", "{}.9", "0{}", " {}", "+{}"])
def test_spellings_of_the_time(spelling: str) -> None:
    """The SDK reads floats and signs what is below, not what came; we read digits alone."""
    now = int(time.time())
    signed = sign(OURS, OURS.unsigned(), now)
    request = signed.with_headers({"webhook-timestamp": spelling.format(now)})
    assert (True, 401) == SDK.verdicts(request)


def test_unused_bits() -> None:
    """The last digit holds two bits that the SDK does not look at; we compare all of it."""
    request = sign(OURS, OURS.unsigned(), int(time.time()))
    other = with_an_unused_bit(request.headers["webhook-signature"])
    request = request.with_headers({"webhook-signature": other})
    assert (True, 401) == SDK.verdicts(request)


@pytest.mark.parametrize("spelling", ["v1 {}", "v1,a {}", "  {}", "v1,é {}", "v2,a {}"])
def test_malformed_tokens(spelling: str) -> None:
    """A malformed token before a good one does not hide it, from the SDK or from us."""
    request = sign(OURS, OURS.unsigned(), int(time.time()))
    both = spelling.format(request.headers["webhook-signature"])
    request = request.with_headers({"webhook-signature": both})
    assert (True, 200) == SDK.verdicts(request)
