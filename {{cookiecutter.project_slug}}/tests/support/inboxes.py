"""Deliveries in an inbox, and a look at what became of them: for tests of what works on them."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, event, select, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from fake import delivery, settings
from receiver.deliveries import State
from receiver.discovery import collect
from receiver.observability.metrics import Metrics
from receiver.services.processor import Processor
from receiver.storage import reading
from receiver.storage.claims import Claim, claim
from receiver.storage.clock import now
from receiver.storage.engine import Database
from receiver.storage.inbox import insert_new
from receiver.storage.opening import open_database
from receiver.storage.reading import Ledger
from receiver.storage.schema import deliveries
from receiver.storage.sessions import Sessions


def stored(database: Database, *ids: str, **values: Any) -> list[int]:  # noqa: ANN401 - any field
    """Store new deliveries and return their keys."""
    batch = [delivery(each, **values) for each in ids or ("d-1",)]
    with database.transaction() as connection:
        return [key for key in insert_new(connection, batch) if key]


def stored_of_old(connection: Connection, *ids: str) -> None:
    """Store deliveries that are done, as the first version did, in the schema of any later one."""
    row = """
        INSERT INTO deliveries (source, delivery_id, provider, event, content_type, headers, body,
            received_at, state, attempts, due_at, token, settled)
        VALUES ('fake', :id, 'fake', 'ping', 'a/b', '{}', :body, 1.5, 'done', 2, 3.5, 4, '{}')
    """
    connection.execute(text(row), [{"id": each, "body": b"\x00\xff"} for each in ids])


def keys_by_id(database_url: str) -> dict[str, int]:
    """Return the key of each delivery; which keys they get, and with what gaps, is not said."""
    with open_database(database_url) as database, database.snapshot() as connection:
        return {each.id: each.key for each in reading.newest(connection, 10_000)}


def claimed(database: Database, key: int, lease: float = 60) -> Claim:
    """Claim a delivery that is free; with a negative lease, one that ran out already."""
    with database.transaction() as connection:
        (found,) = claim(connection, [key], lease)
    assert found
    return found


def change(database: Database, **values: Any) -> None:  # noqa: ANN401 - any column
    """Set columns of every delivery, as if it had come that far by itself."""
    with database.transaction() as connection:
        connection.execute(update(deliveries).values(**values))


def look(database: Database, key: int = 1) -> tuple[State, Ledger]:
    """Return a delivery's state and the lines of its attempts."""
    with database.snapshot() as connection:
        found = reading.one(connection, key)
    assert found
    return found.state, found.ledger


def due_in(database: Database, key: int = 1) -> float:
    """Return in how many seconds a delivery is due; the lease, while it is processed."""
    with database.snapshot() as connection:
        due = select(deliveries.c.due_at - now()).where(deliveries.c.key == key)
        return float(connection.execute(due).scalar_one())


def processor(
    database: Database,
    *handlers: Callable[..., Any],
    metrics: Metrics | None = None,
    **values: Any,  # noqa: ANN401 - any setting
) -> Processor:
    """Return a processor with these handlers."""
    return Processor(
        database,
        Sessions(database),
        collect(handlers, AsyncSession),
        metrics or Metrics(),
        settings(**values),
    )


def before_commit(database: Database, action: Callable[[], object]) -> None:
    """Have `action` called where a writer would commit: it may wait there, or raise."""

    def commits(connection: Connection) -> None:
        if not connection.get_execution_options().get("reads"):
            action()

    with database.transaction() as connection:
        engine = connection.engine
    event.listen(engine, "commit", commits)


def disk_full() -> None:
    """Raise what a database raises that cannot commit."""
    statement, reason = "COMMIT", "database or disk is full"
    raise OperationalError(statement, {}, Exception(reason))
