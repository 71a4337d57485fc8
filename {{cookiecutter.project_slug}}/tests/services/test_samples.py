"""Samples: what a sender would send, signed as it would sign it."""

import time
from dataclasses import replace
from hashlib import sha256

import pytest

from fake import PROVIDER, SECRET, source
from receiver.providers.base import Sample
from receiver.services.samples import filled, sample, signed
from receiver.services.verification import Verified
from receiver.trust import Trust

SECOND = Sample("pong", '{"id": "{id}"}', {"Fake-Id": "{id}", "Fake-Event": "pong"}, "text/x-json")
TWO = replace(PROVIDER, samples=(*PROVIDER.samples, SECOND))
TRUST = Trust(keys=(SECRET.encode(), b"an older one"))


def test_first_sample() -> None:
    """Without an event it is the first sample."""
    assert ["ping", "ping", "pong"] == [sample(TWO, each).event for each in (None, "ping", "pong")]


def test_no_such_sample() -> None:
    """An event without a sample is a KeyError."""
    with pytest.raises(KeyError):
        sample(TWO, "pung")


def test_no_samples() -> None:
    """So is any for a provider without samples."""
    with pytest.raises(KeyError):
        sample(replace(PROVIDER, samples=()), None)


def test_signed() -> None:
    """A sample is accepted by the source it is signed for, under the id it was given."""
    request = signed(TWO, TRUST, "pong", "a-1", "https://hooks.example.com/webhooks/fake")
    assert ("pong", "https://hooks.example.com/webhooks/fake") == (request.event, request.url)
    outcome = source().receive(request.message(), time.time())
    assert isinstance(outcome, Verified)
    (delivery,) = outcome.deliveries
    assert ("a-1", "pong", {"id": "a-1"}) == (delivery.id, delivery.event, delivery.json())
    assert "text/x-json" == delivery.content_type


def test_fresh_ids() -> None:
    """Without an id each sample has one of its own."""
    ids = {signed(TWO, TRUST).headers["Fake-Id"] for _ in range(100)}
    assert 100 == len(ids)


def test_filled() -> None:
    """The places of a sample are filled: an id, a number made of it, and the time."""
    text = "{id} {now} {now_ms} {now_iso} {other} {}"
    assert "a 1760000000 1760000000000 2025-10-09T08:53:20Z {other} {}" == filled(
        text, "a", 1_760_000_000
    )
    number = int(sha256(b"a").hexdigest()[:12], 16)
    assert str(number) == filled("{number}", "a", 0)
