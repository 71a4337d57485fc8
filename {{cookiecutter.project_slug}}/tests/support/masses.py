"""Masses of deliveries, made by the database itself."""

import time

from sqlalchemy import ColumnElement, String, cast, insert, literal, select, text

from receiver.deliveries import State
from receiver.moments import DAY
from receiver.storage.engine import Database
from receiver.storage.schema import attempts, deliveries

CHUNK = 50_000


def mass(  # noqa: PLR0913 - what deliveries have
    database: Database,
    number: int,
    *,
    name: str = "m",
    state: State = State.DONE,
    age: float = 0.0,
    event: str = "ping",
    body: bytes = b"{}",
) -> None:
    """Store so many deliveries that are settled, each with an attempt; their age is in days."""
    at = time.time() - age * DAY
    for start in range(0, number, CHUNK):
        _chunk(database, range(start, min(number, start + CHUNK)), name, state, at, event, body)


def _chunk(  # noqa: PLR0913, PLR0917 - as above
    database: Database,
    numbers: range,
    name: str,
    state: State,
    at: float,
    event: str,
    body: bytes,
) -> None:
    counted = select(literal(numbers.start).label("n")).cte("counted", recursive=True)
    counted = counted.union_all(select(counted.c.n + 1).where(counted.c.n < numbers.stop - 1))
    values: dict[str, ColumnElement[object] | object] = {
        "source": "fake",
        "delivery_id": literal(f"{name}-") + cast(counted.c.n, String),
        "provider": "fake",
        "event": event,
        "content_type": "application/json",
        "headers": '{"x-origin": "a mass of deliveries"}',
        "body": body,
        "received_at": at,
        "state": str(state),
        "attempts": 1,
        "due_at": at,
        "token": 1,
        "settled": "{}",
    }
    made = select(
        *(
            each if isinstance(each, ColumnElement) else literal(each, deliveries.c[key].type)
            for key, each in values.items()
        )
    )
    with database.transaction() as connection:
        connection.execute(insert(deliveries).from_select([*values], made.select_from(counted)))
        ours = deliveries.c.delivery_id.in_(select(values["delivery_id"]).select_from(counted))  # type: ignore[arg-type]
        tried = select(
            deliveries.c.key,
            literal(1),
            literal("handlers.of.a_mass"),
            literal(at),
            literal(0.01),
            literal("done" if state is State.DONE else "dead"),
            literal("" if state is State.DONE else "LookupError"),
            literal("" if state is State.DONE else "no such user"),
        )
        columns = [each.name for each in attempts.c if each.name != "key"]
        connection.execute(insert(attempts).from_select(columns, tried.where(ours)))
        if connection.dialect.name == "postgresql":
            connection.execute(text("ANALYZE"))  # as it does by itself after a while
