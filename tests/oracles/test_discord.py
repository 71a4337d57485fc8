"""Discord's library, which verifies; PyNaCl signs."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from discord_interactions import (  # type: ignore[import-untyped]  # it ships no types
    verify_key,
)
from senders import Sender, sender

from tests.oracles import keys
from tests.oracles.oracle import Oracle, with_body

if TYPE_CHECKING:
    from receiver.signatures.signing import Request

OURS = sender("discord")
NAME, TIME = "X-Signature-Ed25519", "X-Signature-Timestamp"


def sent(our: Sender, request: Request, timestamp: str) -> Request:
    """Return a request that is signed at a time that may be spelled in any way."""
    signature = keys.ed25519(our.key).sign(timestamp.encode() + request.body).signature
    return request.with_headers({TIME: timestamp, NAME: signature.hex()})


def sign(our: Sender, request: Request, now: int) -> Request:
    """Sign at a time."""
    return sent(our, request, str(now))


def verify(our: Sender, request: Request) -> object:
    """Verify with the library."""
    headers = request.headers
    return verify_key(request.body, headers[NAME], headers[TIME], our.text)


SDK = Oracle(
    provider="discord",
    distribution="discord-interactions",
    sign=sign,
    verify=verify,
    refuses="neither",
    lax=True,
)
ORACLES = (SDK,)


@pytest.mark.parametrize("spelling", ["yesterday", "0{}", "{}.5", "{}e0", "-1", "", " {}"])
def test_spellings_of_the_time(spelling: str) -> None:
    """The SDK takes any text for a time; we read digits alone."""
    request = sent(OURS, OURS.unsigned(), spelling.format(int(time.time())))
    assert (True, 401) == SDK.verdicts(request)


def test_spaces_in_hex() -> None:
    """The SDK passes over spaces between the digits; we refuse them."""
    request = OURS.request()
    spaced = bytes.fromhex(request.headers[NAME]).hex(" ")
    request = request.with_headers({NAME: spaced})
    assert (True, 401) == SDK.verdicts(request)


def test_upper_case() -> None:
    """The SDK takes hex in upper case, which Discord does not send; we refuse it."""
    request = OURS.request()
    request = request.with_headers({NAME: request.headers[NAME].upper()})
    assert (True, 401) == SDK.verdicts(request)


@pytest.mark.parametrize("signature", ["00", "zz", "é", "", "0" * 127, "0" * 128, "0" * 130])
def test_probes(signature: str) -> None:
    """The bad signatures by which Discord probes are refused by both, without a crash."""
    request = OURS.request().with_headers({NAME: signature})
    assert verify(OURS, request) is False
    assert 401 == OURS.status(request)


def test_other_bytes_than_utf8() -> None:
    """Both sign bytes: a body that is no UTF-8 has a right signature."""
    request = OURS.signed(with_body(OURS.unsigned(), b"\xff"), time.time())
    assert (True, 400) == SDK.verdicts(request)
