"""Anthropic's library, which calls that of Standard Webhooks."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from anthropic import Anthropic
from senders import Sender, sender
from standardwebhooks import Webhook

from tests.oracles.bodies import OBJECTS
from tests.oracles.oracle import Oracle

if TYPE_CHECKING:
    from receiver.signatures.signing import Request

OURS = sender("anthropic")
CLIENT = Anthropic(api_key="none")


def sign(our: Sender, request: Request, now: int) -> Request:
    """Sign with the library that Anthropic's own verifies with."""
    identity, at = request.headers["webhook-id"], datetime.fromtimestamp(now, UTC)
    signature = Webhook(our.text).sign(identity, at, request.body.decode())
    return request.with_headers({"webhook-timestamp": str(now), "webhook-signature": signature})


def verify(our: Sender, request: Request) -> object:
    """Verify with the library, which parses as well."""
    headers = dict(request.headers)
    return CLIENT.beta.webhooks.unwrap(request.body.decode(), headers=headers, key=our.text)


SDK = Oracle(
    provider="anthropic",
    distribution="anthropic",
    sign=sign,
    verify=verify,
    bodies=OBJECTS,
    lax=True,
)
ORACLES = (SDK,)


@pytest.mark.parametrize("spelling", ["{}e0", "{}.9", "0{}"])
def test_spellings_of_the_time(spelling: str) -> None:
    """The SDK reads floats, as the library that it calls does; we read digits alone."""
    now = int(time.time())
    signed = sign(OURS, OURS.unsigned(), now)
    request = signed.with_headers({"webhook-timestamp": spelling.format(now)})
    assert (True, 401) == SDK.verdicts(request)


def test_a_malformed_token() -> None:
    """A malformed token hides the good one behind it from the SDK; not from us."""
    request = sign(OURS, OURS.unsigned(), int(time.time()))
    both = f"v1,a {request.headers['webhook-signature']}"
    request = request.with_headers({"webhook-signature": both})
    assert (False, 200) == SDK.verdicts(request)


def test_the_event() -> None:
    """What the SDK calls the type of the event's data is our event."""
    request = OURS.request()
    headers = dict(request.headers)
    event = CLIENT.beta.webhooks.unwrap(request.body.decode(), headers=headers, key=OURS.text)
    outcome = OURS.receive(request.message(), time.time())
    assert [event.data.type] == [each.event for each in outcome.deliveries]
