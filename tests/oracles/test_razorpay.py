"""Razorpay's library."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

import pytest
from razorpay import Utility  # type: ignore[import-untyped]  # it ships no types
from senders import Sender, sender

from tests.oracles.oracle import Oracle, with_body

if TYPE_CHECKING:
    from receiver.signatures.signing import Request

OURS = sender("razorpay")
NAME = "X-Razorpay-Signature"


def sign(our: Sender, request: Request, _now: int) -> Request:
    """Sign as the documentation says; the library does not."""
    digest = hmac.new(our.text.encode(), request.body, hashlib.sha256)
    return request.with_headers({NAME: digest.hexdigest()})


def verify(our: Sender, request: Request) -> object:
    """Verify with the library, which wants text."""
    body, signature = request.body.decode(), request.headers[NAME]
    return Utility().verify_webhook_signature(body, signature, our.text)


SDK = Oracle(provider="razorpay", distribution="razorpay", sign=sign, verify=verify)
ORACLES = (SDK,)


def test_bytes() -> None:
    """The SDK crashes on bytes, so there is no body for it that is no UTF-8; there is for us."""
    request = OURS.signed(with_body(OURS.unsigned(), b"\xff"), 0)
    with pytest.raises(TypeError):
        Utility().verify_webhook_signature(request.body, request.headers[NAME], OURS.text)
    assert 400 == OURS.status(request)


def test_beyond_ascii() -> None:
    """The SDK raises TypeError for a signature beyond ASCII; we refuse it."""
    request = OURS.request().with_headers({NAME: "é"})
    with pytest.raises(TypeError):
        verify(OURS, request)
    assert 401 == OURS.status(request)


@pytest.mark.parametrize("spelling", ["sha256={}", " {}", "{} "])
def test_other_spellings(spelling: str) -> None:
    """Neither takes a prefix or a space with the digest."""
    request = OURS.request()
    request = request.with_headers({NAME: spelling.format(request.headers[NAME])})
    assert (False, 401) == SDK.verdicts(request)


def test_upper_case() -> None:
    """Neither takes upper-case hex."""
    request = OURS.request()
    request = request.with_headers({NAME: request.headers[NAME].upper()})
    assert (False, 401) == SDK.verdicts(request)
