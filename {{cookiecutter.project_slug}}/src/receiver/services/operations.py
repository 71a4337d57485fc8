"""Operations: what an operator does to deliveries, begun, carried out at a rate, gone on with.

The command line and the console are thin layers over these functions.
"""

import asyncio
import time
from collections.abc import Callable
from functools import partial

from sqlalchemy import Connection

from receiver.criteria import Criteria
from receiver.errors import OperationRefused
from receiver.operations import Act, Operation, Signature
from receiver.services.patience import patiently
from receiver.storage import records
from receiver.storage.engine import Database
from receiver.storage.operations import step, upcoming
from receiver.storage.previews import Preview

MOST = 500
"""How many deliveries one transaction takes, at most."""
STEPS = 10
"""How many transactions a second a rate is spread over, as long as each has a delivery."""

Tell = Callable[[Operation], object]


class OperationUnfinished(OperationRefused):
    """The same was begun before, and has not ended; `operation` can be gone on with."""

    def __init__(self, operation: Operation) -> None:
        act, key, progress = operation.act, operation.key, operation.progress
        super().__init__(f"{act} {key} is about the same and unfinished: {progress}")
        self.operation = operation


async def begin(
    database: Database, act: Act, criteria: Criteria, signature: Signature, seen: Preview
) -> Operation:
    """Begin an operation on what was seen; raises `OperationRefused` if the same is unfinished."""
    return await database.write(_begin, act, criteria, signature, seen)


async def carry_out(
    database: Database, operation: Operation, rate: float, tell: Tell = lambda _: None
) -> Operation:
    """Do the rest of an operation, at most `rate` deliveries a second; return how it ended.

    `tell` hears of every step. Whoever stops waiting stops it; it can be gone on with.
    """
    size = max(1, min(MOST, int(rate / STEPS)))
    while operation.ended_at is None:
        began, before = time.monotonic(), operation.done
        operation = await patiently(partial(_go_on, database, operation, size))
        tell(operation)
        if operation.ended_at is None:
            pause = (operation.done - before) / rate - (time.monotonic() - began)
            await asyncio.sleep(max(0.0, pause))
    return operation


async def _go_on(database: Database, operation: Operation, size: int) -> Operation:
    found = await database.survey(upcoming, operation, size)
    return await database.write(step, operation.key, found, size)


async def unfinished(database: Database, act: Act, key: int | None = None) -> Operation:
    """Return the operation of a key, or the last, that has more to do.

    Raises `OperationRefused` if there is none.
    """
    if key is None:
        found = await database.read(records.unfinished, act)
        if not found:
            message = f"no {act} is unfinished"
            raise OperationRefused(message)
        return found[0]
    operation = await database.read(records.find, key)
    if operation is None or operation.act is not act:
        message = f"there is no {act} {key}"
        raise OperationRefused(message)
    if operation.ended_at is not None:
        message = f"{act} {key} has ended: {operation.progress}"
        raise OperationRefused(message)
    return operation


def _begin(
    connection: Connection, act: Act, criteria: Criteria, signature: Signature, seen: Preview
) -> Operation:
    for each in records.unfinished(connection, act):
        if each.criteria == criteria:
            raise OperationUnfinished(each)
    last_key = criteria.keys[-1] if criteria.keys else seen.last_key
    return records.begin(
        connection,
        act,
        signature,
        criteria.document(),
        at=seen.at,
        total=seen.total,
        last_key=last_key,
    )
