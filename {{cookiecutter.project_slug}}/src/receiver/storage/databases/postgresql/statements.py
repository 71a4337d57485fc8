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
    TableValuedAlias,
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
from receiver.storage.rows import COLUMNS, STORED, initial, keys_of, row_of
from receiver.storage.schema import deliveries

RUN_AGAIN = {"40001", "40P01", "23505"}
"""Serialization failure, deadlock, and two claims of one order at the same moment."""
LOCK_ORDERS = text(
    "SELECT pg_advisory_xact_lock(number) FROM unnest(:numbers) AS number"
).bindparams(bindparam("numbers", type_=ARRAY(BigInteger)))


def store(connection: Connection, batch: Sequence[Delivery], due: float) -> list[int | None]:
    """Store a batch, due in so many seconds; return each one's key, or None for a duplicate."""
    arrays = _arrays(COLUMNS, [row_of(each) for each in arrange(connection, batch)])
    return keys_of(batch, connection.execute(_insertion(bool(due)), {**arrays, "due": due}))


def append(
    connection: Connection, table: Table, names: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Add rows to a table."""
    connection.execute(_appending(table, tuple(names)), _arrays(names, rows))


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
def _insertion(grace: bool) -> Executable:  # noqa: FBT001 - one of two statements
    begun = initial(grace)
    constants = [literal(value).label(name) for name, value in begun.items()]
    new = select(*_rows(deliveries, COLUMNS).c, *constants, now() + bindparam("due", type_=Float))
    statement = insert(deliveries).from_select([*COLUMNS, *begun, "due_at"], new)
    return statement.on_conflict_do_nothing().returning(*STORED)


@cache
def _appending(table: Table, names: tuple[str, ...]) -> Executable:
    return insert(table).from_select(list(names), select(*_rows(table, names).c))


def _rows(table: Table, names: Sequence[str]) -> TableValuedAlias:
    """Return rows of an array for each column, so that one statement does for all numbers of them.

    With a list of values for each row there would be one for each, and a hundred of those,
    prepared, take about 90 MB of every connection's server.
    """
    columns = [column(name, table.c[name].type) for name in names]
    arrays = [bindparam(each.name, type_=ARRAY(each.type)) for each in columns]
    return func.unnest(*arrays).table_valued(*columns).render_derived()


def _arrays(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> dict[str, list[Any]]:
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))


def _number(order: str) -> int:
    return int.from_bytes(blake2b(order.encode(), digest_size=8).digest(), signed=True)


def runs_again(error: DBAPIError) -> bool:
    """Say whether a transaction only failed for what others did at that moment."""
    return isinstance(error.orig, psycopg.Error) and error.orig.sqlstate in RUN_AGAIN


@compiles(now, "postgresql")
def _now(_element: now, _compiler: SQLCompiler, **_options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's protocol
    """Return when the statement came: one value for all its rows, so that an index serves."""
    return "CAST(EXTRACT(EPOCH FROM statement_timestamp()) AS DOUBLE PRECISION)"
