"""An operator's work in tests: begun, carried out, and looked at."""

from typing import Any

from sqlalchemy import select, update

from receiver.criteria import Criteria
from receiver.deliveries import State
from receiver.operations import Act, Operation, Signature
from receiver.services import operations
from receiver.services.previews import look_ahead
from receiver.storage.engine import Database
from receiver.storage.schema import deliveries

ADA = Signature(who="ada@example", reason="a test")
FAST = 1e6
"""A rate that nothing reaches."""


async def begun(database: Database, act: Act, criteria: Criteria) -> Operation:
    """Begin an operation."""
    seen = await look_ahead(database, act, criteria)
    return await operations.begin(database, act, criteria, ADA, seen)


async def did(database: Database, act: Act, criteria: Criteria) -> Operation:
    """Begin an operation and carry it out."""
    return await operations.carry_out(database, await begun(database, act, criteria), FAST)


def states(database: Database) -> list[State]:
    """Return the states of all deliveries, by their keys."""
    with database.snapshot() as connection:
        found = connection.scalars(select(deliveries.c.state).order_by(deliveries.c.key))
        return [State(each) for each in found]


def settle(database: Database, state: State, *keys: int, **values: Any) -> None:  # noqa: ANN401 - any column
    """Put deliveries into a state, long ago, with what else is said."""
    with database.transaction() as connection:
        rows = update(deliveries).where(deliveries.c.key.in_(keys))
        connection.execute(rows.values(state=str(state), due_at=1.0, **values))
