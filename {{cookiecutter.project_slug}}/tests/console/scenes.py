"""Scenes: inboxes in which something has happened, for tests and for the pictures in the docs."""

import json
import time
from datetime import UTC, datetime
from itertools import cycle
from typing import Any
from uuid import uuid4

from sqlalchemy import insert, update

from fake import delivery
from receiver.criteria import Criteria
from receiver.deliveries import PENDING, State
from receiver.operations import Act, Signature
from receiver.storage import records
from receiver.storage.engine import Database
from receiver.storage.inbox import insert_new
from receiver.storage.schema import acts, attempts, deliveries

ORDER = {
    "id": "evt_1Q8rT2",
    "type": "order.paid",
    "data": {
        "order": 4711,
        "amount": 12900,
        "currency": "EUR",
        "customer": {"name": "Ada Lovelace", "email": "ada@example.com"},
        "items": [{"sku": "tea-earl-grey", "count": 2}, {"sku": "cup", "count": 1}],
    },
}
EVENTS = (
    ("shop", "order.paid", State.DONE),
    ("github", "push", State.DONE),
    ("github", "pull_request", State.DONE),
    ("billing", "invoice.created", State.DONE),
    ("github", "check_suite", State.UNHANDLED),
    ("shop", "order.shipped", State.DONE),
    ("billing", "invoice.payment_failed", State.DONE),
    ("shop", "order.test", State.IGNORED),
    ("github", "push", State.DONE),
)
ERRORS = (
    ("ConnectionError", "warehouse.internal refused the connection"),
    ("TimeoutError", "the handler ran for longer than 30 s"),
)


def day(database: Database) -> int:
    """Store a day of traffic, and return the key of a delivery to which much has happened."""
    now = time.time()
    for number, (source, event, state) in zip(range(60), cycle(EVENTS), strict=False):
        came(database, source, event, state, at=now - 82_000 + 1370 * number)
    dead = [came(database, "shop", "order.paid", State.DEAD, at=now - 560 + n) for n in range(3)]
    came(database, "github", "push", State.DONE, at=now - 300)
    story = came(database, "shop", "order.paid", State.RETRYING, at=now - 240)
    came(database, "billing", "invoice.paid", State.DONE, at=now - 75)
    came(database, "github", "push", State.DONE, at=now - 9)
    again(database, dead[0], now - 400)
    again(database, story, now - 130)
    tried(database, story, 1, "failed", now - 125, *ERRORS[1])
    return story


def came(  # noqa: PLR0913 - what a delivery has
    database: Database, source: str, event: str, state: State, *, at: float, tries: int = 1
) -> int:
    """Store a delivery that came at a time, and what its attempts came to; return its key."""
    body = json.dumps(ORDER | {"type": event}).encode()
    new = delivery(
        f"{int(at * 1000):x}-{source}",
        source=source,
        provider=source,
        event=event,
        body=body,
        content_type="application/json",
        headers={"content-type": "application/json", "user-agent": f"{source}-hooks/2.4"},
        received_at=datetime.fromtimestamp(at, UTC),
        request_id=uuid4().hex,
    )
    with database.transaction() as connection:
        (key,) = insert_new(connection, [new])
    assert key
    settle(database, key, state, attempts=0 if state is State.UNHANDLED else tries)
    outcome = "done" if state is State.DONE else "failed"
    for number in range(tries if state not in {State.UNHANDLED, State.IGNORED} else 0):
        why = ("", "") if state is State.DONE else ERRORS[0]
        tried(database, key, number + 1, outcome, at + 0.02 + 8 * number, *why)
    return key


def settle(database: Database, key: int, state: State, **values: Any) -> None:  # noqa: ANN401 - any column
    """Put a delivery into a state, as of some time ago, or from which it goes on in a day."""
    due = time.time() + (86_400 if state in PENDING else -60)
    later = {"state": str(state), "due_at": due, **values}
    with database.transaction() as connection:
        connection.execute(update(deliveries).where(deliveries.c.key == key).values(later))


def tried(  # noqa: PLR0913, PLR0917 - what an attempt has
    database: Database, key: int, attempt: int, outcome: str, at: float, cause: str, message: str
) -> None:
    """Write an attempt into the ledger."""
    line = {"delivery_key": key, "attempt": attempt, "handler": "handlers.on_shop.ship"}
    told = {"outcome": outcome, "cause": cause, "message": message}
    with database.transaction() as connection:
        connection.execute(insert(attempts).values(**line, **told, started_at=at, duration=0.184))


def again(database: Database, key: int, at: float) -> None:
    """Write into the ledger that somebody had a delivery replayed."""
    who = Signature(who="grace (console)", reason="the warehouse is back")
    document = Criteria(keys=(key,)).document()
    with database.transaction() as connection:
        found = records.begin(connection, Act.REPLAY, who, document, at=at, total=1)
        line = {"operation_key": found.key, "delivery_key": key, "at": at}
        connection.execute(insert(acts).values(line))
        records.write(connection, found, 1, key, ended=True)
