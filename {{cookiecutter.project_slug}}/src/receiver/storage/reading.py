"""What people ask the inbox: a list of deliveries, and all that is known of one."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, LargeBinary, Row, literal, select

from receiver import jsons
from receiver.deliveries import Delivery, State
from receiver.storage.schema import acts, attempts, deliveries, operations

_EMPTY = literal(b"", LargeBinary).label("body")
_WITHOUT_BODY = [_EMPTY if each.name == "body" else each for each in deliveries.c]
Ledger = Sequence[Row[*tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of a list of deliveries; `pruned_at` is when its body was deleted, if it was."""

    key: int
    source: str
    id: str
    event: str
    state: State
    attempts: int
    received_at: datetime
    pruned_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that is known of one delivery: the lines of its attempts, and of operators' acts.

    Both are oldest first. `pruned_at` is when its body was deleted, if it was, `next_at` when the
    next attempt is due, if it is retrying.
    """

    delivery: Delivery
    state: State
    ledger: Ledger = ()
    acts: Ledger = ()
    pruned_at: datetime | None = None
    next_at: datetime | None = None


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
        headers=jsons.read(row.headers),
        received_at=datetime.fromtimestamp(row.received_at, UTC),
        ordering=row.ordering,
        traceparent=row.traceparent,
        request_id=row.request_id,
        attempt=row.attempts,
    )


COLUMNS = (
    deliveries.c.key,
    deliveries.c.source,
    deliveries.c.delivery_id,
    deliveries.c.event,
    deliveries.c.state,
    deliveries.c.attempts,
    deliveries.c.received_at,
    deliveries.c.pruned_at,
)
"""What a line of a list is made of: no body."""


def newest(connection: Connection, limit: int) -> list[Summary]:
    """Return the newest deliveries, newest first, without reading a body."""
    return summaries(connection, limit=limit)


def summaries(
    connection: Connection, *conditions: ColumnElement[bool], limit: int, oldest: bool = False
) -> list[Summary]:
    """Return deliveries that meet the conditions, newest first unless the `oldest` are asked."""
    order = deliveries.c.key if oldest else deliveries.c.key.desc()
    rows = connection.execute(select(*COLUMNS).where(*conditions).order_by(order).limit(limit))
    return [summary_of(row) for row in rows]


def summary_of(row: Row[*tuple[Any, ...]]) -> Summary:
    """Return the line that a row of `COLUMNS` is."""
    return Summary(
        key=row.key,
        source=row.source,
        id=row.delivery_id,
        event=row.event,
        state=State(row.state),
        attempts=row.attempts,
        received_at=_time(row.received_at),
        pruned_at=_at(row.pruned_at),
    )


def key_of(connection: Connection, source: str, delivery_id: str) -> int | None:
    """Return the key of a source's delivery; None if there is none."""
    column = deliveries.c
    of_that_id = (column.source == source, column.delivery_id == delivery_id)
    return connection.scalar(select(column.key).where(*of_that_id))


def one(connection: Connection, key: int, *, with_body: bool = True) -> Record | None:
    """Return what is known of a delivery, None if there is none; its body only if asked for."""
    columns = deliveries.c if with_body else _WITHOUT_BODY
    row = connection.execute(select(*columns).where(deliveries.c.key == key)).one_or_none()
    if row is None:
        return None
    of_attempts = select(attempts).where(attempts.c.delivery_key == key).order_by(attempts.c.key)
    of_acts = (
        select(acts.c.at, operations.c.key, operations.c.act, operations.c.who, operations.c.reason)
        .join_from(acts, operations)
        .where(acts.c.delivery_key == key)
        .order_by(acts.c.operation_key)
    )
    return Record(
        delivery=delivery_of(row),
        state=State(row.state),
        ledger=connection.execute(of_attempts).all(),
        acts=connection.execute(of_acts).all(),
        pruned_at=_at(row.pruned_at),
        next_at=_next(row),
    )


def _next(row: Row[Any]) -> datetime | None:
    """Return when a delivery is tried again; None too where that is in no year one could write."""
    with suppress(ValueError, OverflowError, OSError):
        return _time(row.due_at) if row.state == State.RETRYING else None
    return None


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _at(seconds: float | None) -> datetime | None:
    return None if seconds is None else _time(seconds)
