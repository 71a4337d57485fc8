"""No query that runs again and again reads the whole inbox, however much has been handled."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, event

from inboxes import stored
from receiver.storage import health, inbox, reading
from receiver.storage.claims import claim
from receiver.storage.engine import Database

QUERIES: dict[str, tuple[Callable[[Connection], Any], str]] = {
    "sweep": (lambda connection: inbox.sweep(connection, 10), "USING INDEX deliveries_due"),
    "depths": (health.depths, "USING INDEX deliveries_due"),
    "oldest": (health.oldest_pending, "USING INDEX deliveries_due"),
    "claim": (lambda connection: claim(connection, [1], 1), "USING INTEGER PRIMARY KEY"),
    "writable": (health.writable, "USING INTEGER PRIMARY KEY"),
    "one": (lambda connection: reading.one(connection, 1), "USING INDEX attempts_delivery"),
}


@contextmanager
def recorded(connection: Connection) -> Iterator[list[tuple[str, Any]]]:
    """Record the statements that run on a connection."""
    statements: list[tuple[str, Any]] = []

    def record(*given: Any) -> None:  # noqa: ANN401 - SQLAlchemy's protocol
        statements.append((given[2], given[3]))

    event.listen(connection, "before_cursor_execute", record)
    yield statements
    event.remove(connection, "before_cursor_execute", record)


@pytest.mark.parametrize(("query", "expected"), QUERIES.values(), ids=QUERIES)
def test_plan(database: Database, query: Callable[[Connection], Any], expected: str) -> None:
    """SQLite finds the rows by an index, and does not scan the table."""
    stored(database)
    with database.transaction() as connection:
        with recorded(connection) as statements:
            query(connection)
        plan = [
            row.detail
            for sql, parameters in statements
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", parameters)
        ]
    assert expected in " ".join(plan)
    assert [] == [line for line in plan if line.startswith("SCAN") and "INDEX" not in line]
