"""Plans: how a database would run what a query asks it, in its own words."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, event

KEY = "deliveries_pkey"
EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}
SCANS = re.compile(
    r"^SCAN (deliveries|attempts|pending|other|narrowed)(?!.*INDEX)|"
    r"^SCAN deliveries USING INDEX deliveries_listed|Seq Scan on (deliveries|attempts)"
)
READS_ALL = re.compile(
    r"^SCAN deliveries.*INDEX(?! deliveries_(due|undone))|"
    r"USING INDEX deliveries_listed \(source=\?\)"
)


@contextmanager
def recorded(connection: Connection) -> Iterator[list[tuple[str, Any]]]:
    """Record the statements that run on a connection."""
    statements: list[tuple[str, Any]] = []

    def record(*given: Any) -> None:  # noqa: ANN401 - SQLAlchemy's protocol
        statements.append((given[2], given[3]))

    event.listen(connection, "before_cursor_execute", record)
    yield statements
    event.remove(connection, "before_cursor_execute", record)


def plan(connection: Connection, query: Callable[[Connection], Any]) -> list[str]:
    """Return the lines in which the database says how it would run a query."""
    with recorded(connection) as statements:
        query(connection)
    explain = EXPLAIN[connection.dialect.name]
    return [
        str(row[-1]).replace("INTEGER PRIMARY KEY", f"INDEX {KEY}")
        for sql, parameters in statements
        for row in connection.exec_driver_sql(f"{explain} {sql}", parameters)
    ]


def scans(line: str) -> bool:
    """Say whether a line of a plan tells that a whole table is read."""
    return bool(SCANS.search(line))


def reads_all(line: str) -> bool:
    """Say whether it tells that all deliveries are read, be it only in an index."""
    return scans(line) or bool(READS_ALL.search(line))
