"""The inbox: storing deliveries once, taking up those that are due, starting one over.

Each function works within the transaction that it is given.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, Table, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from receiver.deliveries import Delivery, State
from receiver.storage.clock import now
from receiver.storage.order import behind
from receiver.storage.schema import deliveries, is_pending

HINT_GRACE = 5.0
"""Seconds that a new delivery is left to its hint, before the sweeper takes that for lost."""

Insert: TypeAlias = sqlite.Insert | postgresql.Insert
INSERTS: dict[str, Callable[[Table], Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


@dataclass(frozen=True, slots=True)
class Swept:
    """A delivery that nobody worked on although it was due, and the state it was found in."""

    key: int
    found: State


def insert_messages(
    connection: Connection, messages: Sequence[Sequence[Delivery]]
) -> list[list[int | None]]:
    """Store the deliveries of several messages; return the keys of each, as `insert_new` does."""
    keys = iter(insert_new(connection, [each for message in messages for each in message]))
    return [[next(keys) for _ in message] for message in messages]


def insert_new(connection: Connection, batch: Sequence[Delivery]) -> list[int | None]:
    """Store a batch; return each one's key, or None for a duplicate, also within the batch.

    A delivery is a duplicate by its id, and by what its sender uses only once.
    """
    table = deliveries.c
    statement = (
        INSERTS[connection.dialect.name](deliveries)
        .values(due_at=now() + HINT_GRACE)
        .on_conflict_do_nothing()
        .returning(table.key, table.source, table.delivery_id, table.once)
    )
    rows = connection.execute(statement, [_columns(delivery) for delivery in batch])
    keys = {tuple(names): key for key, *names in rows}
    return [keys.pop((each.source, each.id, each.once), None) for each in batch]


def _columns(delivery: Delivery) -> dict[str, Any]:
    return {
        "source": delivery.source,
        "delivery_id": delivery.id,
        "once": delivery.once,
        "ordering": delivery.ordering,
        "provider": delivery.provider,
        "event": delivery.event,
        "content_type": delivery.content_type,
        "headers": json.dumps(delivery.headers),
        "body": delivery.body,
        "received_at": delivery.received_at.timestamp(),
        "state": State.RECEIVED,
        "attempts": 0,
        "token": 0,
        "settled": "{}",
    }


def sweep(connection: Connection, limit: int) -> list[Swept]:
    """Take up deliveries whose hint was lost, whose retry is due or whose lease ran out.

    They are free to be claimed again, and whoever held one is fenced off. Each comes up
    once in `HINT_GRACE` seconds, however many processes sweep. What waits behind another in
    its order stays where it is.
    """
    statement = (
        select(deliveries.c.key, deliveries.c.state)
        .where(is_pending(deliveries), deliveries.c.due_at <= now())
        .where(or_(deliveries.c.state == State.PROCESSING, ~behind()))
        .order_by(deliveries.c.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    swept = [Swept(key, State(state)) for key, state in connection.execute(statement)]
    if swept:
        connection.execute(
            update(deliveries)
            .where(deliveries.c.key.in_([each.key for each in swept]))
            .values(state=State.RECEIVED, due_at=now() + HINT_GRACE, token=deliveries.c.token + 1)
        )
    return swept


def replay(connection: Connection, key: int) -> bool:
    """Put one delivery back to the start, for every handler; False if there is none of that key.

    Whoever holds it now is fenced off: what that attempt finds out is not written.
    """
    result = connection.execute(
        update(deliveries)
        .where(deliveries.c.key == key)
        .values(
            state=State.RECEIVED,
            attempts=0,
            settled="{}",
            due_at=now(),
            token=deliveries.c.token + 1,
        )
    )
    return result.rowcount == 1
