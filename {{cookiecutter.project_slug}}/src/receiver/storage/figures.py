"""Figures: what tells at a glance whether deliveries flow, and where they do not."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, literal, select

from receiver.moments import DAY
from receiver.storage.chronology import crossing
from receiver.storage.clock import now
from receiver.storage.counting import Counts, counts
from receiver.storage.health import oldest_pending
from receiver.storage.leaps import pairs
from receiver.storage.schema import attempts, deliveries

HOUR = 3600.0
MANY = 100_000
"""How many events of a source are told apart, which is more than any has."""
FEW = 10


@dataclass(frozen=True, slots=True)
class Received:
    """What came of a source: in the last hour, in the last day, and when the last time."""

    hour: int
    day: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Failure:
    """How often a handler failed with the same class of error; `key` is the newest delivery."""

    handler: str
    cause: str
    number: int
    key: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All figures of one moment; the age in seconds, 0 if nothing is pending.

    `failures` are those of the last hour, the most frequent ones first.
    """

    counts: Counts
    received: dict[str, Received]
    oldest_pending: float
    failures: list[Failure]


def figures(connection: Connection) -> Figures:
    """Return the figures of this moment."""
    at = connection.execute(select(now())).scalar_one()
    return Figures(
        counts=counts(connection),
        received=_received(connection, at),
        oldest_pending=oldest_pending(connection),
        failures=_failures(connection, at),
    )


def _received(connection: Connection, at: float) -> dict[str, Received]:
    key, time = deliveries.c.key, deliveries.c.received_at
    hour, day = (crossing(connection, key, time, at - each) for each in (HOUR, DAY))
    found, table = pairs(most=MANY), deliveries.alias()
    of_the_pair = (table.c.source == found.c.source, table.c.event == found.c.event)
    number = select(func.count()).select_from(table).where(*of_the_pair).correlate(found)
    each = select(
        found.c.source,
        number.where(table.c.key >= literal(hour)).scalar_subquery().label("hour"),
        number.where(table.c.key >= literal(day)).scalar_subquery().label("day"),
        select(func.max(table.c.key)).where(*of_the_pair).scalar_subquery().label("last"),
    ).where(found.c.event.is_not(None))
    pair = each.subquery()
    whole = select(
        pair.c.source,
        func.sum(pair.c.hour).label("hour"),
        func.sum(pair.c.day).label("day"),
        func.max(pair.c.last).label("last"),
    ).group_by(pair.c.source)
    source = whole.subquery()
    last = select(source, time).join_from(source, deliveries, key == source.c.last)
    return {
        row.source: Received(
            int(row.hour), int(row.day), datetime.fromtimestamp(row.received_at, UTC)
        )
        for row in connection.execute(last.order_by(source.c.source))
    }


def _failures(connection: Connection, at: float) -> list[Failure]:
    column = attempts.c
    first = crossing(connection, column.key, column.started_at, at - HOUR)
    statement = (
        select(column.handler, column.cause, func.count().label("number"))
        .add_columns(func.max(column.delivery_key))
        .where(column.key >= first, column.cause != "")
        .group_by(column.handler, column.cause)
        .order_by(func.count().desc(), column.handler, column.cause)
        .limit(FEW)
    )
    return [Failure(*row) for row in connection.execute(statement)]
