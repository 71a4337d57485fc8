"""WorkOS's library."""

from __future__ import annotations

import hashlib
import hmac
import time
from typing import TYPE_CHECKING

import pytest
from senders import Sender, sender
from workos.webhooks._verification import verify_header

from tests.oracles.oracle import Oracle, with_body

if TYPE_CHECKING:
    from receiver.signatures.signing import Request

OURS = sender("workos")
NAME = "WorkOS-Signature"


def sent(our: Sender, request: Request, timestamp: str, spelling: str) -> Request:
    """Return a request with a header in which the time and the HMAC of the test are filled in."""
    digest = hmac.new(our.text.encode(), timestamp.encode() + b"." + request.body, hashlib.sha256)
    return request.with_headers({NAME: spelling.format(timestamp, digest.hexdigest())})


def sign(our: Sender, request: Request, now: int) -> Request:
    """Sign as the documentation says; the library does not. Times are in milliseconds."""
    return sent(our, request, f"{now}000", "t={}, v1={}")


def verify(our: Sender, request: Request) -> None:
    """Verify with the library."""
    signature = request.headers[NAME]
    verify_header(event_body=request.body, event_signature=signature, secret=our.text)


SDK = Oracle(provider="workos", distribution="workos", sign=sign, verify=verify, lax=True)
ORACLES = (SDK,)


@pytest.mark.parametrize("spelling", ["x={}, v1={}", "t={}, v0={}", "??{}, ???{}"])
def test_other_names(spelling: str) -> None:
    """The SDK counts characters and does not look at the names; we take `t` and `v1` alone."""
    request = sent(OURS, OURS.unsigned(), f"{int(time.time())}000", spelling)
    assert (True, 401) == SDK.verdicts(request)


@pytest.mark.parametrize("spelling", ["0{}000", "+{}000", " {}000", "{}_000"])
def test_spellings_of_the_time(spelling: str) -> None:
    """The SDK reads the time as Python does, if it is signed so; we read digits alone."""
    timestamp = spelling.format(int(time.time()))
    request = sent(OURS, OURS.unsigned(), timestamp, "t={}, v1={}")
    assert (True, 401) == SDK.verdicts(request)


@pytest.mark.parametrize("spelling", ["t={},v1={}", "t={};v1={}", "t={}", "{}"])
def test_other_grammars(spelling: str) -> None:
    """Neither takes a header without the space."""
    request = sent(OURS, OURS.unsigned(), f"{int(time.time())}000", spelling)
    assert (False, 401) == SDK.verdicts(request)


@pytest.mark.parametrize("spelling", ["t={}, v1={}, v1=00", "t={}, v1=00, v1={}", "v1={1}, t={0}"])
def test_several_signatures(spelling: str) -> None:
    """The SDK takes two items in their order; we take any number in any, as long as one fits."""
    request = sent(OURS, OURS.unsigned(), f"{int(time.time())}000", spelling)
    assert (False, 200) == SDK.verdicts(request)


def test_seconds() -> None:
    """A time in seconds is long past for both."""
    request = sent(OURS, OURS.unsigned(), str(int(time.time())), "t={}, v1={}")
    assert (False, 401) == SDK.verdicts(request)


def test_other_than_ascii() -> None:
    """The SDK crashes on other bytes than UTF-8, and on a signature beyond ASCII; we do not."""
    request = sign(OURS, with_body(OURS.unsigned(), b"\xff"), int(time.time()))
    with pytest.raises(UnicodeDecodeError):
        verify(OURS, request)
    beyond = sent(OURS, OURS.unsigned(), f"{int(time.time())}000", "t={}, v1=é")
    with pytest.raises(TypeError):
        verify(OURS, beyond)
    assert [400, 401] == [OURS.status(request), OURS.status(beyond)]
