"""Statements of PostgreSQL's own: a batch stored beside those of others, and what time it is."""

from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from typing import Any

import psycopg
from sqlalchemy import (
    BigInteger,
    Connection,
    Executable,
    Float,
    Table,
    bindparam,
    column,
    func,
    literal,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from receiver.deliveries import Delivery
from receiver.storage.clock import now
from receiver.storage.rows import COLUMNS, INITIAL, STORED, keys_of, row_of
from receiver.storage.schema import deliveries

RUN_AGAIN = {"40001", "40P01", "23505"}
"""Serialization failure, deadlock, and two claims of one order at the same moment."""
LOCK_ORDERS = text(
    "SELECT pg_advisory_xact_lock(number) FROM unnest(:numbers) AS number"
).bindparams(bindparam("numbers", type_=ARRAY(BigInteger)))


def store(connection: Connection, batch: Sequence[Delivery], due: float) -> list[int | None]:
    """Store a batch, due in so many seconds; return each one's key, or None for a duplicate.

    An array for each column, so that one statement does for all sizes of batches: with a list of
    values for each row there would be one for each, and a hundred of those, prepared, take about
    90 MB of every connection's server.
    """
    columns = zip(*map(row_of, arrange(connection, batch)), strict=True)
    arrays = dict(zip(COLUMNS, map(list, columns), strict=True))
    return keys_of(batch, connection.execute(_insertion(), {**arrays, "due": due}))


def append(
    connection: Connection, table: Table, names: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Add rows to a table."""
    connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])


def arrange(connection: Connection, batch: Sequence[Delivery]) -> Sequence[Delivery]:
    """Return a batch in an order in which no two processes wait for each other.

    What is to be handled in order keeps its own; its keys follow the order of the commits,
    since nobody else inserts into that order until this transaction ends.
    """
    ordered = [each for each in batch if each.ordering is not None]
    if ordered:
        numbers = sorted({_number(f"{each.source}\0{each.ordering}") for each in ordered})
        connection.execute(LOCK_ORDERS, {"numbers": numbers})
    rest = [each for each in batch if each.ordering is None]
    return [*sorted(rest, key=lambda each: (each.source, each.id)), *ordered]


@cache
def _insertion() -> Executable:
    columns = [column(name, deliveries.c[name].type) for name in COLUMNS]
    arrays = [bindparam(each.name, type_=ARRAY(each.type)) for each in columns]
    rows = func.unnest(*arrays).table_valued(*columns).render_derived()
    constants = [literal(value).label(name) for name, value in INITIAL.items()]
    new = select(*rows.c, *constants, now() + bindparam("due", type_=Float))
    statement = insert(deliveries).from_select([*COLUMNS, *INITIAL, "due_at"], new)
    return statement.on_conflict_do_nothing().returning(*STORED)


def _number(order: str) -> int:
    return int.from_bytes(blake2b(order.encode(), digest_size=8).digest(), signed=True)


def runs_again(error: DBAPIError) -> bool:
    """Say whether a transaction only failed for what others did at that moment."""
    return isinstance(error.orig, psycopg.Error) and error.orig.sqlstate in RUN_AGAIN


@compiles(now, "postgresql")
def _now(_element: now, _compiler: SQLCompiler, **_options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's protocol
    """Return when the statement came: one value for all its rows, so that an index serves."""
    return "CAST(EXTRACT(EPOCH FROM statement_timestamp()) AS DOUBLE PRECISION)"
