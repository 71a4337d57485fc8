"""Statements of SQLite's own: rows stored unless they are there, and what time it is."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from receiver.storage.clock import HINT_GRACE, now
from receiver.storage.databases.base import RETURNED
from receiver.storage.schema import deliveries

INSERT = (
    insert(deliveries)
    .values(due_at=now() + HINT_GRACE)
    .on_conflict_do_nothing()
    .returning(*RETURNED)
)


def store(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> Iterable[Row[Any]]:
    """Store the rows of new deliveries."""
    return connection.execute(INSERT, rows)


@compiles(now, "sqlite")
def _now(_element: now, _compiler: SQLCompiler, **_options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's protocol
    return "((julianday('now') - 2440587.5) * 86400.0)"
