"""Records of operations: who did what, when and why, to which deliveries, and how far it came.

Each function works within the transaction that it is given.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from receiver.operations import Act, Operation, Signature
from receiver.storage.clock import now
from receiver.storage.schema import operations


def begin(  # noqa: PLR0913 - what an operation is
    connection: Connection,
    act: Act,
    signature: Signature,
    document: Mapping[str, Any],
    *,
    at: float,
    total: int,
    last_key: int = 0,
    ended: bool = False,
) -> Operation:
    """Write down an operation that begins, about what there was `at` a moment."""
    statement = insert(operations).values(
        act=act,
        who=signature.who,
        reason=signature.reason,
        criteria=json.dumps(document),
        started_at=at,
        ended_at=at if ended else None,
        last_key=last_key,
        reached_key=0,
        total=total,
        done=0,
    )
    row = connection.execute(statement.returning(operations)).one()
    return _operation(row)


def find(connection: Connection, key: int, *, held: bool = False) -> Operation | None:
    """Return an operation, None if there is none of that key; `held` until the commit."""
    statement = select(operations).where(operations.c.key == key)
    row = connection.execute(statement.with_for_update() if held else statement).one_or_none()
    return _operation(row) if row else None


def unfinished(connection: Connection, act: Act) -> list[Operation]:
    """Return the operations that have more to do, newest first."""
    return _all(
        connection, _newest().where(operations.c.act == act, operations.c.ended_at.is_(None))
    )


def active(connection: Connection, acts: Sequence[Act], seconds: float) -> bool:
    """Say whether such an operation ended, or made a step that is an end, so recently."""
    recent = operations.c.ended_at > now() - seconds
    statement = select(operations.c.key).where(operations.c.act.in_(acts), recent).limit(1)
    return connection.execute(statement).first() is not None


def newest(connection: Connection, limit: int) -> list[Operation]:
    """Return the newest operations, newest first."""
    return _all(connection, _newest().limit(limit))


def write(
    connection: Connection, operation: Operation, did: int, reached_key: int, *, ended: bool
) -> Operation:
    """Write down how far an operation came, and return it as it is now."""
    statement = (
        update(operations)
        .where(operations.c.key == operation.key)
        .values(done=operations.c.done + did, reached_key=reached_key)
    )
    if ended:
        statement = statement.values(ended_at=now())
    return _operation(connection.execute(statement.returning(operations)).one())


def stop(connection: Connection, key: int) -> Operation | None:
    """End an operation where it is, and return it; None if there is none of that key."""
    operation = find(connection, key, held=True)
    if operation is None or operation.ended_at is not None:
        return operation
    return write(connection, operation, 0, operation.reached_key, ended=True)


def _newest() -> Select[Any]:
    return select(operations).order_by(operations.c.key.desc())


def _all(connection: Connection, statement: Select[Any]) -> list[Operation]:
    return [_operation(row) for row in connection.execute(statement)]


def _operation(row: Row[Any]) -> Operation:
    return Operation(
        key=row.key,
        act=Act(row.act),
        signature=Signature(who=row.who, reason=row.reason),
        document=json.loads(row.criteria),
        started_at=row.started_at,
        ended_at=row.ended_at,
        last_key=row.last_key,
        reached_key=row.reached_key,
        total=row.total,
        done=row.done,
    )
