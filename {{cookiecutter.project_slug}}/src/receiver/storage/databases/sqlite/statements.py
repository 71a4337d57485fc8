"""Statements of SQLite's own: a batch stored at one go, and what time it is."""

from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from receiver.deliveries import Delivery
from receiver.storage.clock import now
from receiver.storage.rows import COLUMNS, STORED, initial, keys_of, row_of
from receiver.storage.schema import deliveries

NOW = "((julianday('now') - 2440587.5) * 86400.0)"


def store(connection: Connection, batch: Sequence[Delivery], due: float) -> list[int | None]:
    """Store a batch, due in so many seconds; return each one's key, or None for a duplicate.

    In one statement that returns nothing: for each row that it steps to, this thread would have
    to wait until the event loop lets it go on. Nobody else writes meanwhile, so that the keys of
    new rows follow each other: https://www.sqlite.org/autoinc.html
    """
    values = (due, *chain.from_iterable(map(row_of, batch)))
    done = connection.exec_driver_sql(_insertion(len(batch), bool(due)), values)
    if done.rowcount == len(batch):
        return list(range(done.lastrowid - len(batch) + 1, done.lastrowid + 1))
    new = deliveries.c.key > done.lastrowid - done.rowcount
    return keys_of(batch, connection.execute(select(*STORED).where(new)) if done.rowcount else ())


def append(
    connection: Connection, table: Table, names: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Add rows to a table, in one statement as well."""
    statement = _appending(table.name, tuple(names), len(rows))
    connection.exec_driver_sql(statement, tuple(chain.from_iterable(rows)))


@cache
def _insertion(number: int, grace: bool) -> str:  # noqa: FBT001 - one of two statements
    """Return the statement that inserts so many deliveries, unless they are there."""
    begun = initial(grace)
    names = ", ".join((*COLUMNS, *begun, "due_at"))
    given = ", ".join(f"column{place}" for place in range(1, len(COLUMNS) + 1))
    constants = ", ".join(map(repr, begun.values()))
    return (
        f"INSERT INTO deliveries ({names}) "  # noqa: S608 - all of it is ours
        f"SELECT {given}, {constants}, {NOW} + ? FROM ({_values(len(COLUMNS), number)}) WHERE true "
        "ON CONFLICT DO NOTHING"
    )


@cache
def _appending(table: str, names: tuple[str, ...], number: int) -> str:
    return f"INSERT INTO {table} ({', '.join(names)}) {_values(len(names), number)}"


def _values(columns: int, rows: int) -> str:
    return "VALUES " + ", ".join([f"({', '.join('?' * columns)})"] * rows)


@compiles(now, "sqlite")
def _now(_element: now, _compiler: SQLCompiler, **_options: object) -> str:
    return NOW
