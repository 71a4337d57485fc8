"""The inbox's health: how much waits, since when, and whether a write would succeed."""

from sqlalchemy import Connection, func, select, update

from receiver.deliveries import State
from receiver.storage.clock import now
from receiver.storage.schema import deliveries, is_pending, is_undone


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


def oldest_pending(connection: Connection) -> float:
    """Return the age in seconds of the oldest delivery that is not settled; 0 if all are."""
    statement = select(now() - func.min(deliveries.c.received_at)).where(is_pending(deliveries))
    return max(0.0, connection.execute(statement).scalar() or 0.0)


def writable(connection: Connection) -> None:
    """Take the write lock and touch the inbox's table; raises what any write would raise now."""
    connection.execute(update(deliveries).where(deliveries.c.key == -1).values(attempts=0))
