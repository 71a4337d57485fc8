"""The inbox's health: how much waits, since when, and whether a write would succeed."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select, update

from receiver.deliveries import State
from receiver.storage import databases
from receiver.storage.clock import now
from receiver.storage.schema import deliveries, is_pending, is_undone, turn


@dataclass(frozen=True, slots=True)
class Oldest:
    """The delivery that has waited longest; when it came, in Unix seconds, and its age then."""

    key: int
    source: str
    state: State
    received_at: float
    age: float


@dataclass(frozen=True, slots=True)
class Health:
    """How many deliveries there are in each state but done, and the oldest that is not settled."""

    depths: dict[State, int]
    oldest: Oldest | None


def health(connection: Connection) -> Health:
    """Return all of it, as of one moment."""
    return Health(depths(connection) | undone(connection), oldest(connection))


def depths(connection: Connection) -> dict[State, int]:
    """Return how many deliveries wait in each of the pending states."""
    statement = (
        select(deliveries.c.state, func.count())
        .where(is_pending(deliveries))
        .group_by(deliveries.c.state)
    )
    return {State(state): count for state, count in connection.execute(statement)}


def undone(connection: Connection) -> dict[State, int]:
    """Return how many deliveries ended in each of the states other than done."""
    statement = (
        select(deliveries.c.state, func.count())
        .where(is_undone(deliveries))
        .group_by(deliveries.c.state)
    )
    return {State(state): count for state, count in connection.execute(statement)}


def oldest(connection: Connection) -> Oldest | None:
    """Return the delivery that was stored first of those that are not settled, if any is.

    The index on those has their keys, and not when they came.
    """
    first = select(func.min(turn(deliveries))).where(is_pending(deliveries))
    column = deliveries.c
    statement = select(
        column.key, column.source, column.state, column.received_at, now() - column.received_at
    ).where(column.key == first.scalar_subquery())
    row = connection.execute(statement).one_or_none()
    if row is None:
        return None
    key, source, state, received_at, age = row
    return Oldest(key, source, State(state), received_at, max(0.0, age))


def oldest_pending(connection: Connection) -> float:
    """Return the age in seconds of the oldest delivery that is not settled; 0 if all are."""
    found = oldest(connection)
    return found.age if found else 0.0


def writable(connection: Connection) -> None:
    """Write, and change nothing; raises what any write would raise now.

    The inbox's table takes it, and so does the disk: something is written that nobody reads.
    """
    connection.execute(update(deliveries).where(deliveries.c.key == -1).values(attempts=0))
    kind = databases.load(connection.dialect.name)
    connection.exec_driver_sql(kind.touch)
    kind.check(connection)
