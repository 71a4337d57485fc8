"""The contents of batches: each item is a delivery, and a batch is taken whole or not at all."""

from dataclasses import replace

import pytest

from kinds import KINDS
from receiver.deliveries import Delivery
from receiver.errors import Malformed
from receiver.messages import Message
from receiver.places import Json
from receiver.providers.base import Provider
from receiver.services.contents import Contents

BATCH = KINDS["batch"]


def held(body: bytes, provider: Provider = BATCH) -> tuple[Delivery, ...]:
    """Return what a batch holds."""
    message = Message("POST", "", [(b"x", b"kept"), (b"cookie", b"canary")], body)
    return Contents("fake", "fake", provider).deliveries(message, 0)


def test_batch() -> None:
    """A batch is a delivery an item, each with the bytes that are its own."""
    items = (b'{"id": 1, "event": "a", "x": 1.10}', b'{"event":"b","id":"2"}')
    found = held(b"[ " + b" ,\n".join(items) + b" ]")
    assert items == tuple(each.body for each in found)
    assert [("1", "a"), ("2", "b")] == [(each.id, each.event) for each in found]
    assert [{"x": "kept"}] * 2 == [each.headers for each in found]


@pytest.mark.parametrize("body", [b'{"id": 1, "event": "a"}', b'[{"id": 1, "event": "a"}]'])
def test_batch_of_one(body: bytes) -> None:
    """One item is one delivery, whether it stands in an array or not."""
    assert ["1"] == [each.id for each in held(body)]


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"no JSON",
        b"[" * 100_000,
        b'[{"id": 1, "event": "a"}, {"id": 2}]',
        b'[{"id": 1, "event": "a"}, 7]',
        b'[{"id": 1, "event": "a"}',
    ],
)
def test_batch_with_a_bad_item(body: bytes) -> None:
    """A batch is taken whole or not at all."""
    with pytest.raises(Malformed):
        held(body)


def test_once() -> None:
    """What stands in an item and is used once is the item's own."""
    found = held(
        b'[{"id": 1, "event": "a", "once": 1}, {"id": 2, "event": "a", "once": 2}]',
        replace(BATCH, once=Json("once")),
    )
    assert ["1", "2"] == [each.once for each in found]
