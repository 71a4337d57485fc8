"""The library of Standard Webhooks, for the senders whose documentation names it."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from senders import Sender, sender
from standardwebhooks import Webhook, WebhookVerificationError

from tests.oracles.bodies import with_an_unused_bit
from tests.oracles.oracle import Oracle, with_body

if TYPE_CHECKING:
    from receiver.signatures.signing import Request

OURS = sender("standard_webhooks")


def sign(our: Sender, request: Request, now: int) -> Request:
    """Sign with the library; Supabase says to take `v1,` off its secret first."""
    webhook = Webhook(our.text.removeprefix("v1,"))
    signature = webhook.sign(
        request.headers["webhook-id"], datetime.fromtimestamp(now, UTC), request.body.decode()
    )
    return request.with_headers({"webhook-timestamp": str(now), "webhook-signature": signature})


def verify(our: Sender, request: Request) -> None:
    """Verify with the library, without parsing."""
    headers = dict(request.headers)
    Webhook(our.text.removeprefix("v1,")).verify(request.body, headers, json_parse=False)


ORACLES = tuple(
    Oracle(provider=name, distribution="standardwebhooks", sign=sign, verify=verify, lax=True)
    for name in ("standard_webhooks", "gitlab_signing_token", "supabase")
)
SDK = ORACLES[0]
NAME = "webhook-signature"


def spelled(spelling: str) -> Request:
    """Return the library's sample with its signature spelled otherwise."""
    request = sign(OURS, OURS.unsigned(), int(time.time()))
    return request.with_headers({NAME: spelling.format(request.headers[NAME])})


@pytest.mark.parametrize("spelling", ["{}e0", "{}.9", "{}.0", "0{}", " {}", "+{}"])
def test_spellings_of_the_time(spelling: str) -> None:
    """The SDK reads floats and signs what is below, not what came; we read digits alone."""
    now = int(time.time())
    signed = sign(OURS, OURS.unsigned(), now)
    request = signed.with_headers({"webhook-timestamp": spelling.format(now)})
    assert (True, 401) == SDK.verdicts(request)


@pytest.mark.parametrize("time_of", ["nan", "inf", "-1", "", "now"])
def test_no_times(time_of: str) -> None:
    """What is no time at all is refused by both."""
    request = OURS.request().with_headers({"webhook-timestamp": time_of})
    assert (False, 401) == SDK.verdicts(request)


@pytest.mark.parametrize("spelling", ["v1,a {}", "v1 {}", "  {}", "v1,é {}", "v1,a,b {}", "v2 {}"])
def test_malformed_tokens(spelling: str) -> None:
    """A malformed token hides the good one behind it from the SDK (ValueError), not from us."""
    request = spelled(spelling)
    with pytest.raises(ValueError):  # noqa: PT011 - its text is Python's own
        verify(OURS, request)
    assert 200 == OURS.status(request)


@pytest.mark.parametrize("spelling", ["v1a,AAAA {}", "v1,AAAA {}", "{} v1,AAAA", "v9,a {}"])
def test_several_tokens(spelling: str) -> None:
    """Of several tokens one that fits is enough for both."""
    request = spelled(spelling)
    assert (True, 200) == SDK.verdicts(request)


def test_spellings_of_base64() -> None:
    """The SDK decodes the signature, whatever else is in it; we compare its text."""
    request = spelled("{}")
    good = request.headers[NAME]
    for other in (f"v1,!{good[3:]}", f"{good}=", f"{good}!", with_an_unused_bit(good)):
        assert (True, 401) == SDK.verdicts(request.with_headers({NAME: other}))


def test_other_bytes_than_utf8() -> None:
    """The SDK crashes on a body that is no UTF-8; to us it is signed, but no JSON."""
    request = OURS.signed(with_body(OURS.unsigned(), b'{"id": "\xff"}'), time.time())
    with pytest.raises(UnicodeDecodeError):
        verify(OURS, request)
    assert 400 == OURS.status(request)


def test_supabase_secret() -> None:
    """The SDK makes another key of Supabase's secret as it is shown; we take it as it is shown."""
    supabase = sender("supabase")
    request = supabase.request()
    with pytest.raises(WebhookVerificationError):
        Webhook(supabase.text).verify(request.body, dict(request.headers))
    assert 200 == supabase.status(request)
