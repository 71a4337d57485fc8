"""gidgetlab, a library for GitLab, which compares the token."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from gidgetlab.exceptions import BadRequest
from gidgetlab.sansio import Event
from senders import sender

from tests.oracles.oracle import Oracle

if TYPE_CHECKING:
    from senders import Sender

    from receiver.providers.base import Sample
    from receiver.signatures.signing import Request

OURS = sender("gitlab")
NAME = "X-Gitlab-Token"


def sign(our: Sender, request: Request, _now: int) -> Request:
    """Send the token along, as GitLab does."""
    return request.with_headers({NAME: our.text})


def event(our: Sender, request: Request) -> Event:
    """Return what the library makes of a request; it wants names in lower case."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    return Event.from_http(headers, request.body, secret=our.text)


def verify(our: Sender, request: Request) -> None:
    """Verify with the library, which looks at the body only after that."""
    try:
        event(our, request)
    except BadRequest:
        return


SDK = Oracle(provider="gitlab", distribution="gidgetlab", sign=sign, verify=verify)
ORACLES = (SDK,)


@pytest.mark.parametrize("sample", OURS.provider.samples, ids=lambda each: each.event)
def test_the_event(sample: Sample) -> None:
    """The SDK and we call the event by the same name."""
    request = OURS.request(sample.event)
    found = OURS.receive(request.message(), time.time()).deliveries
    assert [event(OURS, request).event] == [each.event for each in found]


@pytest.mark.parametrize("spelling", ["", " {}", "{} ", "{}{}", "Bearer {}", "é{}"])
def test_other_tokens(spelling: str) -> None:
    """A token with something around it, or none, is refused by both."""
    request = OURS.unsigned().with_headers({NAME: spelling.format(OURS.text, OURS.text)})
    assert (False, 401) == SDK.verdicts(request)


def test_no_token() -> None:
    """A message without the header is refused by both; by the SDK if it is given a secret."""
    request = OURS.unsigned()
    assert (False, 401) == SDK.verdicts(request)
    headers = {name.lower(): value for name, value in request.headers.items()}
    assert "Push Hook" == Event.from_http(headers, request.body).event


def test_another_body() -> None:
    """The token says nothing about the body: both take it with any other."""
    request = OURS.request()
    other = replace(request, body=request.body.replace(b"main", b"evil"))
    assert other.body != request.body
    assert (True, 200) == SDK.verdicts(other)
