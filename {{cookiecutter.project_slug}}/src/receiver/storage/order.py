"""Order: deliveries of one ordering key are handled one at a time, as they arrived."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, or_, select, update

from receiver.deliveries import Delivery, State
from receiver.storage.clock import HINT_GRACE, now
from receiver.storage.schema import deliveries, is_pending, is_processed, turn

LOOK_AGAIN = 300.0
"""Seconds until the sweeper looks again at what waits in order, should nothing release it."""

_other = deliveries.alias("other")
_of_the_same_order = (
    _other.c.source == deliveries.c.source,
    _other.c.ordering == deliveries.c.ordering,
)


def waits() -> ColumnElement[bool]:
    """Match deliveries that have to wait for one that arrived before them."""
    first = (
        select(_other.c.key)
        .where(*_of_the_same_order, is_pending(_other))
        .order_by(turn(_other))
        .limit(1)
    )
    return and_(deliveries.c.ordering.is_not(None), first.scalar_subquery() < deliveries.c.key)


def is_held() -> ColumnElement[bool]:
    """Match deliveries that may not be handled now: behind another, or beside one being handled.

    The latter are those that an operator replays. Of two that are claimed at the same moment,
    and do not see each other, the index of what is being handled refuses one.
    """
    beside = exists().where(*_of_the_same_order, is_processed(_other))
    return or_(waits(), and_(deliveries.c.ordering.is_not(None), beside))


def set_aside(connection: Connection, keys: Sequence[int]) -> None:
    """Have the sweeper leave deliveries alone that are due, but wait in their order.

    Whether they wait is asked anew, now that they are locked: what they waited for may have
    been settled since.
    """
    connection.execute(
        update(deliveries)
        .where(deliveries.c.key.in_(keys), waits())
        .values(state=State.RECEIVED, due_at=now() + LOOK_AGAIN)
    )


def release(connection: Connection, orders: Iterable[tuple[str, str | None]]) -> None:
    """End the wait of what comes next in orders (source, ordering) in which one was settled.

    It is left to its hint, as a new delivery is: to `following`.
    """
    for source, ordering in sorted((each, key) for each, key in set(orders) if key is not None):
        first = _first(source, ordering).with_only_columns(deliveries.c.key).scalar_subquery()
        connection.execute(
            update(deliveries)
            .where(deliveries.c.key == first, deliveries.c.state == State.RECEIVED)
            .values(due_at=now() + HINT_GRACE)
        )


def following(connection: Connection, delivery: Delivery) -> int | None:
    """Return the key of the delivery that was held behind one that is settled now, if any was."""
    if delivery.ordering is None:
        return None
    row = connection.execute(_first(delivery.source, delivery.ordering)).one_or_none()
    return row.key if row and row.state == State.RECEIVED else None


def _first(source: str, ordering: str) -> Select[int, str]:
    """Select what comes first in an order of those that are not settled."""
    return (
        select(deliveries.c.key, deliveries.c.state)
        .where(
            deliveries.c.source == source,
            deliveries.c.ordering == ordering,
            is_pending(deliveries),
        )
        .order_by(turn(deliveries))
        .limit(1)
    )
