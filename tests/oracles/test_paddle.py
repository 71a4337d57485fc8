"""Paddle's library, which makes the HMAC as well."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from paddle_billing.Notifications import (  # type: ignore[import-untyped]  # it ships no types
    PaddleSignature,
    Secret,
    Verifier,
)
from senders import Sender, sender

from tests.oracles.oracle import Oracle, with_body

if TYPE_CHECKING:
    from collections.abc import Mapping

    from receiver.signatures.signing import Request

OURS = sender("paddle")
NAME = "Paddle-Signature"


@dataclass
class Framework:
    """A request as web frameworks have it."""

    headers: Mapping[str, str]
    body: bytes


def sent(our: Sender, request: Request, spelling: str, now: int) -> Request:
    """Return a request with a header in which the time and the library's HMAC are filled in."""
    digest = PaddleSignature.calculate_hmac(our.text, f"{now}:".encode() + request.body)
    return request.with_headers({NAME: spelling.format(now, digest.hexdigest())})


def sign(our: Sender, request: Request, now: int) -> Request:
    """Sign at a time."""
    return sent(our, request, "ts={};h1={}", now)


def verify(our: Sender, request: Request) -> object:
    """Verify with the library."""
    return Verifier().verify(Framework(request.headers, request.body), Secret(our.text))


SDK = Oracle(provider="paddle", distribution="paddle-python-sdk", sign=sign, verify=verify)
ORACLES = (SDK,)


@pytest.mark.parametrize("spelling", ["ts={};h2=00;h1={}", "ts={};h1={};h2=00", "a=b;ts={};h1={}"])
def test_an_unknown_key(spelling: str) -> None:
    """The SDK raises ValueError for a key that it does not know; we pass over it."""
    request = sent(OURS, OURS.unsigned(), spelling, int(time.time()))
    with pytest.raises(ValueError, match="Unrecognized Paddle-Signature key"):
        verify(OURS, request)
    assert 200 == OURS.status(request)


@pytest.mark.parametrize("spelling", ["ts={};h1=00;h1={}", "ts={};h1={};h1=00", "h1={1};ts={0}"])
def test_several_signatures(spelling: str) -> None:
    """Of several signatures one that fits is enough for both, in any order."""
    request = sent(OURS, OURS.unsigned(), spelling, int(time.time()))
    assert (True, 200) == SDK.verdicts(request)


@pytest.mark.parametrize(
    "spelling",
    ["ts=0{};h1={}", "ts=+{};h1={}", "ts= {};h1={}", "ts=1;ts={};h1={}"],
)
def test_spellings_of_the_time(spelling: str) -> None:
    """The SDK signs what it read the last time as, whatever the spelling; we read digits, once."""
    request = sent(OURS, OURS.unsigned(), spelling, int(time.time()))
    assert (True, 401) == SDK.verdicts(request)


def test_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable named TEST_MODE turns the SDK's check of the age off; nothing turns off ours."""
    request = sign(OURS, OURS.unsigned(), int(time.time()) - 365 * 86400)
    assert (False, 401) == SDK.verdicts(request)
    monkeypatch.setenv("TEST_MODE", "1")
    assert (True, 401) == SDK.verdicts(request)


def test_other_than_ascii() -> None:
    """The SDK crashes on other bytes than UTF-8, and on a signature beyond ASCII; we do not."""
    digest = sent(OURS, with_body(OURS.unsigned(), b"\xff"), "ts={};h1={}", int(time.time()))
    with pytest.raises(UnicodeDecodeError):
        verify(OURS, digest)
    beyond = sent(OURS, OURS.unsigned(), "ts={};h1=é;h1={}", int(time.time()))
    with pytest.raises(TypeError):
        verify(OURS, beyond)
    assert [400, 200] == [OURS.status(digest), OURS.status(beyond)]
