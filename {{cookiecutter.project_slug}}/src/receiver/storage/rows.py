"""Rows: a delivery as the inbox's table has it when it is new."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row

from receiver import jsons
from receiver.deliveries import Delivery, State
from receiver.storage.schema import deliveries

COLUMNS = (
    *("source", "delivery_id", "once", "ordering", "provider", "event"),
    *("content_type", "headers", "body", "received_at", "traceparent", "request_id"),
)
"""What a delivery brings along, in the order of `row_of`."""
HINTED, UNHINTED = 0, 1
"""The first token of a delivery that somebody is hinted at, and of one that waits for a sweep."""
STORED = (deliveries.c.key, deliveries.c.source, deliveries.c.delivery_id, deliveries.c.once)
"""What tells which of the deliveries that were to be stored a row is of."""


def initial(grace: float) -> dict[str, str | int]:
    """Return what the other columns hold at first, but for the time when it is due.

    What is left to no hint for any time has none.
    """
    token = HINTED if grace else UNHINTED
    return {"state": str(State.RECEIVED), "attempts": 0, "token": token, "settled": "{}"}


def row_of(delivery: Delivery) -> tuple[Any, ...]:
    """Return the values of `COLUMNS` for a delivery."""
    return (
        delivery.source,
        delivery.id,
        delivery.once,
        delivery.ordering,
        delivery.provider,
        delivery.event,
        delivery.content_type,
        jsons.write(delivery.headers),
        delivery.body,
        delivery.received_at.timestamp(),
        delivery.traceparent,
        delivery.request_id,
    )


def keys_of(batch: Iterable[Delivery], stored: Iterable[Row[Any]]) -> list[int | None]:
    """Return the key under which each delivery of a batch was stored, None for a duplicate."""
    keys = {(row.source, row.delivery_id, row.once): row.key for row in stored}
    return [keys.pop((each.source, each.id, each.once), None) for each in batch]
