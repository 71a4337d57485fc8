"""Operations: what somebody does to many deliveries, a few at a time.

The set is fixed at the start: no delivery that came, or was settled, later belongs to it.
A step does a few and moves the operation past them, in one transaction: so after any
interruption it goes on where it was, and nothing is done twice or left out. What is next is
looked up before, in a snapshot, for a search may take long and must hold up no writer.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, insert, select

from receiver.criteria import Criteria
from receiver.operations import Act, Operation
from receiver.storage import records
from receiver.storage.acts import allowed, ignore, lock, replay, unchanged
from receiver.storage.clock import now
from receiver.storage.narrowing import narrowed
from receiver.storage.schema import acts, deliveries
from receiver.storage.selection import matching

DOING = {Act.REPLAY: replay, Act.IGNORE: ignore}


def meant(act: Act, criteria: Criteria, at: float) -> list[ColumnElement[bool]]:
    """Return the conditions for what an act is done to that begins at a moment; keys aside.

    Who gives keys means those deliveries, whatever has become of them since.
    """
    conditions = [*matching(criteria), allowed(act, criteria)]
    return conditions if criteria.keys else [*conditions, unchanged(at)]


def upcoming(connection: Connection, operation: Operation, limit: int) -> list[int]:
    """Return the keys of an operation's next deliveries; fewer than `limit` are the last."""
    criteria, reached = operation.criteria, operation.reached_key
    if criteria.keys:
        return [key for key in criteria.keys if key > reached][:limit]
    key = deliveries.c.key
    statement = (
        select(key)
        .where(key > reached, key <= operation.last_key)
        .where(*meant(operation.act, criteria, operation.started_at))
        .where(*narrowed(connection, criteria))
        .order_by(key)
        .limit(limit)
    )
    return list(connection.scalars(statement))


def step(connection: Connection, key: int, found: Sequence[int], limit: int) -> Operation:
    """Do what an operation does to its next deliveries, as `upcoming` found them.

    Nothing happens to those that another process has done since, or that have changed. Raises
    `LookupError` if there is no such operation.
    """
    operation = records.find(connection, key, held=True)
    if operation is None:
        message = f"there is no operation {key}"
        raise LookupError(message)
    if operation.ended_at is not None:
        return operation
    left = [each for each in found if each > operation.reached_key]
    conditions = meant(operation.act, operation.criteria, operation.started_at)
    keys = lock(connection, left, *conditions)
    if keys:
        DOING[operation.act](connection, *keys)
        lines = [{"operation_key": key, "delivery_key": each} for each in keys]
        connection.execute(insert(acts).values(at=now()), lines)
    reached = max([operation.reached_key, *found[-1:]])
    return records.write(connection, operation, len(keys), reached, ended=len(found) < limit)
