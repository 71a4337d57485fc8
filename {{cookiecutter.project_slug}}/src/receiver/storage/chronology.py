"""Chronology: which keys a time has. Keys follow each other as deliveries were received.

Nearly so: deliveries that come at the same moment may be stored in any order, and clocks differ,
and jump. So there is a margin, and whoever needs to be exact looks at the times as well. It
spares an index on the time, which each delivery would have to pay for.
"""

from sqlalchemy import Column, Connection, case, func, select

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

    It is 0 if all times are later, and after the last key if all are earlier. Found by halving,
    some twenty times, in one statement: a server would have to be asked as often.
    """
    least, most = (select(each(key)).scalar_subquery() for each in (func.min, func.max))
    ends = func.coalesce(least, 1) - 1, func.coalesce(most, 0) + 1
    found = select(ends[0].label("low"), ends[1].label("high")).cte(recursive=True)
    middle = (found.c.low + found.c.high) // 2
    row = select(case((time < at, key), else_=-1)).where(key >= middle, key < found.c.high)
    earlier = func.coalesce(row.order_by(key).limit(1).correlate(found).scalar_subquery(), -1)
    half = select(
        case((earlier >= 0, earlier), else_=found.c.low),
        case((earlier >= 0, found.c.high), else_=middle),
    ).where(found.c.high - found.c.low > 1)
    whole = found.union_all(half)
    return int(connection.execute(select(func.min(whole.c.high))).scalar_one())
