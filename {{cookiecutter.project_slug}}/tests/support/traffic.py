"""Traffic: a long time's deliveries of many sources, as an inbox holds them, made by the database.

Of a million, 600,000 are of one source; ten are of `seldom`, and three are `push.rare`: all of
these are old. Most are done, some ended otherwise, and the newest are pending.
"""

import time
from hashlib import sha512

from sqlalchemy import text

from receiver.storage.engine import Database

DAYS = 60
CHUNK = 20_000
SECONDS = DAYS * 86_400
BYTES = b"".join(sha512(number.to_bytes()).digest() for number in range(64))
MADE = text("""
    INSERT INTO deliveries (source, delivery_id, provider, event, content_type, headers, body,
        received_at, state, attempts, due_at, token, settled)
    WITH RECURSIVE numbers(n) AS (
        SELECT CAST(:first AS BIGINT) UNION ALL SELECT n + 1 FROM numbers WHERE n < :last
    )
    SELECT
        CASE
            WHEN n < :some AND n % :tenth = 0 THEN 'seldom'
            WHEN n % 10 < 6 THEN 'github'
            WHEN n % 10 < 8 THEN 'stripe'
            ELSE 'source_' || (n / 10 % 20)
        END,
        'd-' || (n * 7919 % 1000003) || '-' || n,
        'fake',
        CASE
            WHEN n < :some AND n % 10 = 1 AND n % :third = 1 THEN 'push.rare'
            WHEN n % 10 < 6 THEN 'push.' || (n / 10 % 23)
            ELSE 'event_' || (n / 10 % 31)
        END,
        'application/json',
        '{"user-agent": "an agent of the sender", "x-event": "something that has happened"}',
        substr(:body, 1 + CAST(n % 1000 AS INTEGER), 1000 + CAST(n % 1001 AS INTEGER)),
        :began + :seconds * n / :number,
        CASE
            WHEN n > :number - 50 THEN 'received'
            WHEN n % 1000 = 3 THEN 'dead'
            WHEN n % 1000 = 7 THEN 'ignored'
            WHEN n % 100 = 9 THEN 'unhandled'
            ELSE 'done'
        END,
        1, :began, 1, '{}'
    FROM numbers
""")
TRIED = text("""
    INSERT INTO attempts
        (delivery_key, attempt, handler, started_at, duration, outcome, cause, message)
    SELECT key, 1, 'handlers.of.' || source, received_at, 0.1,
        CASE state WHEN 'done' THEN 'done' ELSE 'dead' END,
        CASE state WHEN 'done' THEN '' ELSE 'LookupError' END, ''
    FROM deliveries WHERE state IN ('done', 'dead')
        AND key > (SELECT coalesce(max(delivery_key), 0) FROM attempts)
""")
TIDYING = {
    "sqlite": (),  # which is never told how many there are of which
    "postgresql": ("SET statement_timeout = 0", "VACUUM ANALYZE"),  # as it does by itself
}


def fill(database: Database, number: int) -> None:
    """Store so many deliveries, the newest received a moment ago."""
    given = {"number": number, "some": number // 2, "body": BYTES, "seconds": float(SECONDS)}
    given |= {"tenth": number // 20, "third": number // 10 * 2, "began": time.time() - SECONDS}
    for start in range(1, number + 1, CHUNK):
        with database.transaction() as connection:
            last = min(number, start + CHUNK - 1)
            connection.execute(MADE, {**given, "first": start, "last": last})
            connection.execute(TRIED)
    with database.snapshot() as connection:
        engine, kind = connection.engine, connection.dialect.name
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for each in TIDYING[kind]:
            connection.execute(text(each))
        connection.invalidate()
