"""What people ask the inbox: a list of deliveries, one delivery, its attempts."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from receiver.deliveries import Delivery, State
from receiver.storage.schema import attempts, deliveries

Ledger = Sequence[Row[Any]]


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of a list of deliveries."""

    key: int
    source: str
    id: str
    event: str
    state: State
    attempts: int
    received_at: datetime


def delivery_of(row: Row[Any]) -> Delivery:
    """Return the delivery that a row of the table holds."""
    return Delivery(
        key=row.key,
        source=row.source,
        provider=row.provider,
        id=row.delivery_id,
        event=row.event,
        body=row.body,
        content_type=row.content_type,
        headers=json.loads(row.headers),
        received_at=datetime.fromtimestamp(row.received_at, UTC),
        ordering=row.ordering,
        attempt=row.attempts,
    )


def newest(connection: Connection, limit: int) -> list[Summary]:
    """Return the newest deliveries, newest first, without reading a body."""
    table = deliveries.c
    statement = (
        select(
            table.key,
            table.source,
            table.delivery_id,
            table.event,
            table.state,
            table.attempts,
            table.received_at,
        )
        .order_by(table.key.desc())
        .limit(limit)
    )
    return [
        Summary(
            row.key,
            row.source,
            row.delivery_id,
            row.event,
            State(row.state),
            row.attempts,
            datetime.fromtimestamp(row.received_at, UTC),
        )
        for row in connection.execute(statement)
    ]


def one(connection: Connection, key: int) -> tuple[Delivery, State, Ledger] | None:
    """Return a delivery with its state and its attempts, oldest first; None if there is none."""
    row = connection.execute(select(deliveries).where(deliveries.c.key == key)).one_or_none()
    if row is None:
        return None
    ledger = connection.execute(
        select(attempts).where(attempts.c.delivery_key == key).order_by(attempts.c.key)
    )
    return delivery_of(row), State(row.state), ledger.all()
