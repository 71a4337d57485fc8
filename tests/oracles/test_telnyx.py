"""Telnyx's library, which verifies; PyNaCl signs."""

from __future__ import annotations

import base64
import time
from typing import TYPE_CHECKING

import pytest
from senders import Sender, sender
from telnyx.lib.webhook_verification import verify_webhook_signature

from tests.oracles import keys
from tests.oracles.bodies import with_an_unused_bit
from tests.oracles.oracle import Oracle, with_body

if TYPE_CHECKING:
    from receiver.signatures.signing import Request

OURS = sender("telnyx")
NAME, TIME = "telnyx-signature-ed25519", "telnyx-timestamp"


def sent(our: Sender, request: Request, timestamp: str) -> Request:
    """Return a request that is signed at a time that may be spelled in any way."""
    signature = keys.ed25519(our.key).sign(f"{timestamp}|".encode() + request.body).signature
    encoded = base64.b64encode(signature).decode()
    return request.with_headers({TIME: timestamp, NAME: encoded})


def sign(our: Sender, request: Request, now: int) -> Request:
    """Sign at a time."""
    return sent(our, request, str(now))


def verify(our: Sender, request: Request) -> None:
    """Verify with the library."""
    verify_webhook_signature(request.body, dict(request.headers), our.text)


SDK = Oracle(provider="telnyx", distribution="telnyx", sign=sign, verify=verify, lax=True)
ORACLES = (SDK,)


@pytest.mark.parametrize("spelling", ["0{}", "+{}", " {}", "{} "])
def test_spellings_of_the_time(spelling: str) -> None:
    """The SDK reads the time as Python does, if it is signed so; we read digits alone."""
    request = sent(OURS, OURS.unsigned(), spelling.format(int(time.time())))
    assert (True, 401) == SDK.verdicts(request)


@pytest.mark.parametrize("spelling", ["!{}", " {}", "{}=", "{}!", "é{}"])
def test_line_noise(spelling: str) -> None:
    """The SDK passes over what is no base64, beyond ASCII it refuses; we refuse all of it."""
    request = OURS.request()
    request = request.with_headers({NAME: spelling.format(request.headers[NAME])})
    assert (spelling.isascii(), 401) == SDK.verdicts(request)


def test_unused_bits() -> None:
    """The last digit holds four bits that the SDK does not look at; we look at all of it."""
    request = OURS.request()
    request = request.with_headers({NAME: with_an_unused_bit(request.headers[NAME])})
    assert (True, 401) == SDK.verdicts(request)


def test_other_bytes_than_utf8() -> None:
    """The SDK crashes on a body that is no UTF-8; to us it is signed, but no JSON."""
    request = OURS.signed(with_body(OURS.unsigned(), b"\xff"), time.time())
    with pytest.raises(UnicodeDecodeError):
        verify(OURS, request)
    assert 400 == OURS.status(request)
