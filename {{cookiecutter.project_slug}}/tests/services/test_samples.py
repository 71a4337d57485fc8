"""Samples: what a sender would send, signed as it would sign it."""

import time
from dataclasses import replace

import pytest

from fake import PROVIDER, SECRET, message, source
from receiver.providers.base import Sample
from receiver.services.samples import sample, signed

SECOND = Sample("pong", '{"id": "{id}"}', {"Fake-Id": "{id}", "Fake-Event": "pong"})
TWO = replace(PROVIDER, samples=(*PROVIDER.samples, SECOND))


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
    request = signed(TWO, SECRET, "pong", "a-1")
    delivery, _ = source().receive(message(request.headers, request.body), time.time())
    assert ("a-1", "pong", {"id": "a-1"}) == (delivery.id, delivery.event, delivery.json())
    assert "pong" == request.event


def test_fresh_ids() -> None:
    """Without an id each sample has one of its own."""
    ids = {signed(TWO, SECRET).headers["Fake-Id"] for _ in range(100)}
    assert 100 == len(ids)
