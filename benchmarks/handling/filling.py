"""Filling: an inbox with deliveries that wait, and with those that are done with for long."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from uuid import uuid4

from benchmarks.load import SMALL, body
from receiver.deliveries import Delivery
from receiver.storage.inbox import insert_new
from receiver.storage.opening import open_database

BATCH = 50
"""Deliveries of one transaction, as fifty connections make them."""
CHUNK = 50_000
OLD = {
    "sqlite": """
        WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number LIMIT {number})
        INSERT INTO deliveries ({columns})
        SELECT 'github', lower(hex(randomblob(16))), 'github', 'push', 'application/json', '{{}}',
            randomblob(100), 1.7e9 + random() % 1000000, 'done', 1, 1.7e9, 2, '{{}}' FROM number
    """,
    "postgresql": """
        INSERT INTO deliveries ({columns})
        SELECT 'github', gen_random_uuid(), 'github', 'push', 'application/json', '{{}}',
            decode(repeat(md5(n::text), 3), 'hex'), 1.7e9 + random() * 1000000, 'done', 1, 1.7e9,
            2, '{{}}' FROM generate_series(1, {number}) AS n
    """,
}
COLUMNS = (
    "source, delivery_id, provider, event, content_type, headers, body, received_at, state, "
    "attempts, due_at, token, settled"
)
LINES = """
    INSERT INTO attempts (delivery_key, attempt, handler, started_at, duration, outcome, cause,
        message)
    SELECT key, 1, 'nothing', 1.7e9, 0.01, 'done', '', '' FROM deliveries WHERE key > {known}
"""


def fill(url: str, number: int) -> float:
    """Store deliveries that are due at once, as the service does; return the seconds of CPU."""
    content, name = body(SMALL), uuid4().hex
    with open_database(url) as database:
        used = time.process_time()
        for first in range(0, number, BATCH):
            batch = [_delivery(f"{name}-{first + each}", content) for each in range(BATCH)]
            with database.transaction() as connection:
                insert_new(connection, batch, 0)
        return time.process_time() - used


def age(url: str, number: int) -> None:
    """Have so many deliveries more that were done with long ago, with a line of the ledger each."""
    with open_database(url) as database:
        for first in range(0, number, CHUNK):
            some = {"number": min(CHUNK, number - first), "columns": COLUMNS}
            with database.transaction() as connection:
                known = connection.exec_driver_sql("SELECT max(key) FROM deliveries").scalar() or 0
                connection.exec_driver_sql(OLD[connection.dialect.name].format_map(some))
                connection.exec_driver_sql(LINES.format(known=known))
        with database.transaction() as connection:
            connection.exec_driver_sql("ANALYZE")


def _delivery(name: str, content: bytes) -> Delivery:
    return Delivery(
        source="github",
        provider="github",
        id=name,
        event="push",
        body=content,
        received_at=datetime.now(UTC),
        content_type="application/json",
        headers={"x-github-event": "push", "x-github-delivery": name},
    )
