"""Chronology: which keys a time has. Keys follow each other as deliveries were received.

Nearly so: deliveries that come at the same moment may be stored in any order, and clocks differ,
and jump. So there is a margin, and whoever needs to be exact looks at the times as well. It
spares an index on the time, which each delivery would have to pay for.
"""

from sqlalchemy import Column, Connection, func, select

from receiver.storage.schema import deliveries

MARGIN = 3600.0
"""Seconds by which the clock of whoever received may have been wrong."""


def first_since(connection: Connection, at: float) -> int:
    """Return a key before which no delivery was received at a moment or later."""
    return crossing(connection, deliveries.c.key, deliveries.c.received_at, at - MARGIN)


def last_until(connection: Connection, at: float) -> int:
    """Return a key from which on no delivery was received before a moment."""
    return crossing(connection, deliveries.c.key, deliveries.c.received_at, at + MARGIN)


def crossing(connection: Connection, key: Column[int], time: Column[float], at: float) -> int:
    """Return a key whose row's time is not before a moment, and the time of the row before is.

    Found by halving. It is 0 if all times are later, and after the last key if all are earlier.
    """
    least, most = connection.scalar(select(func.min(key))), connection.scalar(select(func.max(key)))
    low, high = (least or 1) - 1, (most or 0) + 1
    while high - low > 1:
        middle = (low + high) // 2
        probe = select(key, time).where(key >= middle, key < high).order_by(key).limit(1)
        row = connection.execute(probe).one_or_none()
        if row is not None and row[1] < at:
            low = row[0]
        else:
            high = middle
    return high
