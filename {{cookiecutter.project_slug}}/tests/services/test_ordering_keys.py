"""Ordering keys: what a handler names in the payload, else what the provider does, else none."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import select

from fake import PROVIDER, delivery, message, received, signed, source
from kinds import KINDS
from receiver import Delivery, on
from receiver.deliveries import FORM
from receiver.discovery import collect
from receiver.headers import Header
from receiver.observability.metrics import Metrics
from receiver.places import Json
from receiver.services.contents import Contents
from receiver.services.inbox import Inbox
from receiver.storage.engine import Database
from receiver.storage.schema import deliveries

LONG = "x" * 256
ORDERED = replace(PROVIDER, ordering=(Header("Fake-Object"), Json("data.id")))


@on("fake", "push", ordering="data.object.id")
def ordered(_delivery: Delivery) -> None:
    """Name an ordering."""


@on("fake", "push")
def unordered(_delivery: Delivery) -> None:
    """Name none."""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'{"data": {"object": {"id": "cus_1"}}}', "cus_1"),
        (b'{"data": {"object": {"id": 17}}}', "17"),
        (b'{"data": {"object": {"id": ""}}}', None),
        (b'{"data": {"object": {"id": null}}}', None),
        (b'{"data": {"object": {"id": 1.5}}}', None),
        (b'{"data": {"object": {"id": true}}}', None),
        (b'{"data": {"object": []}}', None),
        (b'{"data": 1}', None),
        (b"[]", None),
        (b"", None),
        (b"no JSON", None),
        (b"\xff", None),
        (b"[" * 100_000, None),
        (b'{"data": {"object": {"id": ' + b"9" * 5000 + b"}}}", None),
        (b'{"data": {"object": {"id": "%b"}}}' % LONG.encode(), sha256(b"x" * 256).hexdigest()),
        (b'{"data": {"object": {"id": "a\\u0000"}}}', sha256(b"a\0").hexdigest()),
        (b'{"data": {"object": {"id": "\\ud800"}}}', sha256(b"\xed\xa0\x80").hexdigest()),
    ],
)
def test_named_by_a_handler(body: bytes, expected: str | None) -> None:
    """It is a value in the payload, or its digest where no index takes it; else there is none."""
    handlers = collect([unordered, ordered])
    assert expected == handlers.ordering_of(delivery(event="push", body=body))


def test_form() -> None:
    """The payload may be in a form."""
    body = b"payload=%7B%22data%22%3A%7B%22object%22%3A%7B%22id%22%3A%22cus_1%22%7D%7D%7D"
    sent = delivery(event="push", body=body, content_type=FORM)
    assert "cus_1" == collect([ordered]).ordering_of(sent)


@pytest.mark.parametrize(("event", "expected"), [("push", None), ("pull", "theirs")])
def test_a_handler_comes_first(event: str, expected: str | None) -> None:
    """What a handler names counts in place of the provider's, for the deliveries it is for."""
    sent = delivery(event=event, ordering="theirs")
    assert expected == collect([ordered]).ordering_of(sent)


@pytest.mark.parametrize(
    ("headers", "body", "expected"),
    [
        ({"Fake-Object": "cus_1"}, b'{"data": {"id": "cus_2"}}', "cus_1"),
        ({}, b'{"data": {"id": "cus_2"}}', "cus_2"),
        ({}, b"{}", None),
        ({"Fake-Object": LONG}, b"{}", sha256(LONG.encode()).hexdigest()),
    ],
)
def test_named_by_a_provider(headers: dict[str, str], body: bytes, expected: str | None) -> None:
    """A provider names where it stands, in turn; a delivery without it is none the worse."""
    sent = message({**signed(body), **headers}, body)
    assert expected == received(replace(source(), provider=ORDERED), sent).ordering


def test_off_by_default() -> None:
    """Where nobody names one there is none."""
    assert None is received(source(), message(signed())).ordering
    assert None is collect([unordered]).ordering_of(delivery(event="push", body=b'{"id": 1}'))


def test_batch() -> None:
    """Of several events in one message each has its own."""
    batch = replace(KINDS["batch"], ordering=(Json("object"),))
    events = b'[{"id": "1", "event": "a", "object": "x"}, {"id": "2", "event": "a"}]'
    found = Contents("fake", "fake", batch).deliveries(message({}, events), 0)
    assert ["x", None] == [each.ordering for each in found]


@pytest.mark.parametrize(
    ("handlers", "expected"), [([ordered], "cus_1"), ([unordered], "theirs"), ([], "theirs")]
)
async def test_stored(
    database: Database, handlers: list[Callable[..., Any]], expected: str
) -> None:
    """With the delivery its ordering key is stored."""
    body = b'{"data": {"object": {"id": "cus_1"}}}'
    inbox = Inbox(database, collect(handlers), Metrics(), 2)
    (receipt,) = await inbox.accept(delivery(event="push", body=body, ordering="theirs"))
    with database.snapshot() as connection:
        assert expected == connection.scalar(select(deliveries.c.ordering))
    assert (expected, body) == (receipt.delivery.ordering, receipt.delivery.body)
