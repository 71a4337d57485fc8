"""SendGrid's library, which verifies; `cryptography` signs."""

from __future__ import annotations

import base64
import binascii
import time
from itertools import count
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from senders import Sender, sender
from sendgrid.helpers.eventwebhook import (  # type: ignore[import-untyped]  # it ships no types
    EventWebhook,
)

from tests.oracles import keys
from tests.oracles.bodies import with_an_unused_bit
from tests.oracles.oracle import Oracle, with_body

if TYPE_CHECKING:
    from receiver.signatures.signing import Request

OURS = sender("sendgrid")
NAME = "X-Twilio-Email-Event-Webhook-Signature"
TIME = "X-Twilio-Email-Event-Webhook-Timestamp"


def sent(our: Sender, request: Request, timestamp: str) -> Request:
    """Return a request that is signed at a time that may be spelled in any way."""
    signature = keys.p256(our.key).sign(timestamp.encode() + request.body, ECDSA(SHA256()))
    return request.with_headers({TIME: timestamp, NAME: base64.b64encode(signature).decode()})


def sign(our: Sender, request: Request, now: int) -> Request:
    """Sign at a time."""
    return sent(our, request, str(now))


def verify(our: Sender, request: Request) -> object:
    """Verify with the library, which wants text."""
    headers, text = request.headers, request.body.decode()
    return EventWebhook(our.text).verify_signature(text, headers[NAME], headers[TIME])


SDK = Oracle(
    provider="sendgrid",
    distribution="sendgrid",
    sign=sign,
    verify=verify,
    refuses="neither",
    lax=True,
)
ORACLES = (SDK,)


@pytest.mark.parametrize("spelling", ["yesterday", "0{}", "{}.5", "{}e0", "", " {}"])
def test_spellings_of_the_time(spelling: str) -> None:
    """The SDK takes any text for a time; we read digits alone."""
    request = sent(OURS, OURS.unsigned(), spelling.format(int(time.time())))
    assert (True, 401) == SDK.verdicts(request)


@pytest.mark.parametrize("spelling", ["!{}", " {}", "{}!", "{}===="])
def test_line_noise(spelling: str) -> None:
    """The SDK passes over what is no base64; we refuse it."""
    request = OURS.request()
    request = request.with_headers({NAME: spelling.format(request.headers[NAME])})
    assert (True, 401) == SDK.verdicts(request)


def test_unused_bits() -> None:
    """The last digit may hold bits that the SDK does not look at; we look at all of it."""
    samples = (OURS.request() for _ in count())
    request = next(each for each in samples if each.headers[NAME].endswith("="))
    request = request.with_headers({NAME: with_an_unused_bit(request.headers[NAME])})
    assert (True, 401) == SDK.verdicts(request)


def test_no_base64() -> None:
    """The SDK crashes on a signature that is no base64 at all; we refuse it."""
    request = OURS.request().with_headers({NAME: "a"})
    with pytest.raises(binascii.Error):
        verify(OURS, request)
    assert 401 == OURS.status(request)


def test_numbers_side_by_side() -> None:
    """Neither takes the two numbers of a signature as JOSE writes them, without DER."""
    request = OURS.request()
    first, second = decode_dss_signature(base64.b64decode(request.headers[NAME]))
    raw = base64.b64encode(first.to_bytes(32, "big") + second.to_bytes(32, "big")).decode()
    request = request.with_headers({NAME: raw})
    assert (False, 401) == SDK.verdicts(request)


def test_the_line_break_at_the_end() -> None:
    """The line break at the end of the body is signed: neither takes the body without it."""
    request = OURS.request()
    assert request.body.endswith(b"\r\n")
    assert (False, 401) == SDK.verdicts(with_body(request, request.body.rstrip()))


def test_other_bytes_than_utf8() -> None:
    """The SDK takes text alone, so there is no body for it that is no UTF-8; there is for us."""
    request = OURS.signed(with_body(OURS.unsigned(), b"\xff"), time.time())
    webhook, headers = EventWebhook(OURS.text), request.headers
    with pytest.raises(TypeError):
        webhook.verify_signature(request.body, headers[NAME], headers[TIME])
    assert 400 == OURS.status(request)
