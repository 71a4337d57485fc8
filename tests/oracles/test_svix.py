"""Svix's library, for Svix itself and for Clerk."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from senders import Sender, sender
from svix.webhooks import Webhook

from tests.oracles.oracle import Oracle

if TYPE_CHECKING:
    from receiver.signatures.signing import Request

OURS = sender("svix")


def sign(our: Sender, request: Request, now: int) -> Request:
    """Sign with the library."""
    signature = Webhook(our.text).sign(
        request.headers["svix-id"], datetime.fromtimestamp(now, UTC), request.body.decode()
    )
    return request.with_headers({"svix-timestamp": str(now), "svix-signature": signature})


def verify(our: Sender, request: Request) -> None:
    """Verify with the library."""
    Webhook(our.text).verify(request.body, dict(request.headers))


ORACLES = tuple(
    Oracle(provider=name, distribution="svix", sign=sign, verify=verify, lax=True)
    for name in ("svix", "clerk")
)
SDK, CLERK = ORACLES
PARTS = ("id", "timestamp", "signature")


def renamed(request: Request, *parts: str) -> Request:
    """Return a request with some of its headers under Standard Webhooks' names."""
    names = {f"svix-{part}": f"webhook-{part}" for part in parts}
    headers = {names.get(name, name): value for name, value in request.headers.items()}
    return replace(request, headers=headers)


@pytest.mark.parametrize("parts", [PARTS, ("id",), ("timestamp",), ("id", "signature")])
def test_other_names(parts: tuple[str, ...]) -> None:
    """Both take Standard Webhooks' names, each for itself."""
    request = renamed(OURS.request(), *parts)
    assert (True, 200) == SDK.verdicts(request)


@pytest.mark.parametrize("part", PARTS)
def test_both_names(part: str) -> None:
    """Where a header stands under both names, Svix's own counts for both."""
    request = OURS.request().with_headers({f"webhook-{part}": "1"})
    assert (True, 200) == SDK.verdicts(request)
    swapped = {f"webhook-{part}": request.headers[f"svix-{part}"], f"svix-{part}": "1"}
    request = request.with_headers(swapped)
    assert (False, 401) == SDK.verdicts(request)


def test_other_names_for_clerk() -> None:
    """The SDK takes other names from Clerk too; we take those that Clerk sends."""
    clerk = CLERK.ours
    request = renamed(clerk.request(), *PARTS)
    assert (True, 401) == CLERK.verdicts(request)


@pytest.mark.parametrize("spelling", ["{}e0", "{}.9", "0{}"])
@pytest.mark.parametrize("sdk", ORACLES, ids=["svix", "clerk"])
def test_spellings_of_the_time(sdk: Oracle, spelling: str) -> None:
    """The SDK reads floats, as the library that it is built on does; we read digits alone."""
    now = int(time.time())
    signed = sdk.sign(sdk.ours, sdk.ours.unsigned(), now)
    request = signed.with_headers({"svix-timestamp": spelling.format(now)})
    assert (True, 401) == sdk.verdicts(request)
