"""Slack's library, which signs, and whose clock can be set."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from senders import Sender, sender
from slack_sdk.signature import Clock, SignatureVerifier

from tests.oracles.oracle import Oracle, with_body

if TYPE_CHECKING:
    from receiver.signatures.signing import Request

OURS = sender("slack")
NAME, TIME = "X-Slack-Signature", "X-Slack-Request-Timestamp"
NOW = 1760000000


@dataclass
class Fixed(Clock):
    """A clock that stands."""

    at: float

    def now(self) -> float:
        """Return where it stands, in Unix seconds."""
        return self.at


def sent(our: Sender, request: Request, timestamp: str) -> Request:
    """Return a request that the library signed, at a time that may be spelled in any way."""
    verifier = SignatureVerifier(our.text)
    signature = verifier.generate_signature(timestamp=timestamp, body=request.body)
    return request.with_headers({TIME: timestamp, NAME: signature or ""})


def sign(our: Sender, request: Request, now: int) -> Request:
    """Sign at a time."""
    return sent(our, request, str(now))


def verify(our: Sender, request: Request) -> bool:
    """Verify with the library."""
    return SignatureVerifier(our.text).is_valid_request(request.body, dict(request.headers))


SDK = Oracle(provider="slack", distribution="slack-sdk", sign=sign, verify=verify)
ORACLES = (SDK,)


@pytest.mark.parametrize("age", [-301, -300, -299, 0, 299, 300, 301])
def test_the_edge(age: int) -> None:
    """At the very edge the verdicts are the same: 300 s are fresh, 301 s are not."""
    request = sign(OURS, OURS.unsigned(), NOW - age)
    verifier = SignatureVerifier(OURS.text, Fixed(NOW))
    theirs = verifier.is_valid_request(request.body, dict(request.headers))
    assert (abs(age) <= 300, theirs) == (theirs, 200 == OURS.status(request, NOW))


def test_fractions_of_a_second() -> None:
    """The SDK's window closes 300 s later to the microsecond; ours stays open for that second."""
    request = sign(OURS, OURS.unsigned(), NOW - 300)
    verifier = SignatureVerifier(OURS.text, Fixed(NOW + 0.5))
    assert not verifier.is_valid_request(request.body, dict(request.headers))
    assert 200 == OURS.status(request, NOW + 0.5)


@pytest.mark.parametrize("spelling", ["0{}", "+{}", " {}", "{} "])
def test_spellings_of_the_time(spelling: str) -> None:
    """The SDK reads the time as Python does, if it is signed so; we read digits alone."""
    request = sent(OURS, OURS.unsigned(), spelling.format(int(time.time())))
    assert (True, 401) == SDK.verdicts(request)


@pytest.mark.parametrize("timestamp", ["now", "1.76e9", "nan", "9" * 5000])
def test_no_times(timestamp: str) -> None:
    """The SDK raises ValueError for what is no whole number; we refuse it."""
    request = sent(OURS, OURS.unsigned(), timestamp)
    with pytest.raises(ValueError):  # noqa: PT011 - its text is Python's own
        verify(OURS, request)
    assert 401 == OURS.status(request)


def test_a_signature_beyond_ascii() -> None:
    """The SDK raises TypeError for a signature beyond ASCII; we refuse it."""
    request = OURS.request().with_headers({NAME: "v0=é"})
    with pytest.raises(TypeError):
        verify(OURS, request)
    assert 401 == OURS.status(request)


def test_other_bytes_than_utf8() -> None:
    """The SDK crashes on a body that is no UTF-8; we receive it, with a right signature."""
    request = OURS.signed(with_body(OURS.unsigned(), b"text=\xff"), time.time())
    with pytest.raises(UnicodeDecodeError):
        verify(OURS, request)
    assert 200 == OURS.status(request)
