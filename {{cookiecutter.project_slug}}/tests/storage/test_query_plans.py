"""No query that runs again and again reads the whole inbox, however much has been handled."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, text

from fake import delivery
from inboxes import stored
from plans import KEY, plan, scans
from receiver.criteria import Criteria
from receiver.deliveries import State
from receiver.storage import health, inbox, order, pruning, reading
from receiver.storage.claims import claim
from receiver.storage.engine import Database
from receiver.storage.listing import page
from receiver.storage.pruning import Bodies, Ids

QUERIES: dict[str, tuple[Callable[[Connection], Any], str]] = {
    "sweep": (lambda connection: inbox.sweep(connection, 10), "deliveries_due"),
    "depths": (health.depths, "deliveries_due"),
    "oldest": (health.oldest_pending, "deliveries_due"),
    "claim": (lambda connection: claim(connection, [1], 1), KEY),
    "writable": (health.writable, KEY),
    "undone": (health.undone, "deliveries_undone"),
    "dead": (
        lambda connection: page(connection, Criteria(state=(State.DEAD,))),
        "deliveries_undone",
    ),
    "id": (lambda connection: page(connection, Criteria(id="h-7")), "delivery_id"),
    "retrying": (
        lambda connection: page(connection, Criteria(state=(State.RETRYING,))),
        "deliveries_due",
    ),
    "bodies": (
        lambda connection: pruning.oldest(connection, Bodies(1), 5),
        "deliveries_prunable",
    ),
    "count of bodies": (
        lambda connection: pruning.count(connection, Bodies(1)),
        "deliveries_prunable",
    ),
    "ids": (
        lambda connection: pruning.oldest(connection, Ids(1), 5),
        "deliveries_pruned",
    ),
    "one": (lambda connection: reading.one(connection, 1), "attempts_delivery"),
}
FIRST = delivery(ordering="k")
IN_ORDER: dict[str, tuple[Callable[[Connection], Any], str]] = {
    "first": (lambda connection: claim(connection, [1], 1), "deliveries_order "),
    "alone": (lambda connection: claim(connection, [1], 1), "deliveries_order_processed "),
    "sweep": (lambda connection: inbox.sweep(connection, 10), "deliveries_order "),
    "set aside": (lambda connection: order.set_aside(connection, [1]), "deliveries_order "),
    "release": (lambda connection: order.release(connection, [("fake", "k")]), "deliveries_order "),
    "following": (lambda connection: order.following(connection, FIRST), "deliveries_order "),
}
HANDLED = text("""
    INSERT INTO deliveries (source, delivery_id, provider, event, content_type, headers, body,
        received_at, state, attempts, due_at, token, settled)
    WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 5000)
    SELECT 'fake', 'h-' || n, 'fake', 'ping', '', '{}', :body, n, 'done', 1, n, 1, '{}' FROM numbers
""")
HELD = text("UPDATE deliveries SET state = 'received', ordering = 'k' WHERE key > 3000")
LEDGER = text("""
    INSERT INTO attempts
        (delivery_key, attempt, handler, started_at, duration, outcome, cause, message)
    SELECT key, 1, 'a.b', received_at, 0.1, 'done', '', '' FROM deliveries
""")


@pytest.mark.parametrize(("query", "expected"), QUERIES.values(), ids=QUERIES)
def test_plan(database: Database, query: Callable[[Connection], Any], expected: str) -> None:
    """The database finds the rows by an index, and does not scan the table."""
    stored(database)
    with database.transaction() as connection:
        connection.execute(HANDLED, {"body": b"{}"})
        connection.execute(LEDGER)
        connection.execute(text("ANALYZE"))
        lines = plan(connection, query)
    assert expected in " ".join(lines)
    assert [] == [line for line in lines if scans(line)]


@pytest.mark.parametrize(("query", "expected"), IN_ORDER.values(), ids=IN_ORDER)
def test_plan_in_order(
    database: Database, query: Callable[[Connection], Any], expected: str
) -> None:
    """What is before a delivery, or beside it, is found by an index, however much is held."""
    stored(database)
    with database.transaction() as connection:
        connection.execute(HANDLED, {"body": b"{}"})
        connection.execute(HELD)
        connection.execute(text("ANALYZE"))
        lines = plan(connection, query)
    assert expected in f"{' '.join(lines)} "
    assert [] == [line for line in lines if scans(line)]
