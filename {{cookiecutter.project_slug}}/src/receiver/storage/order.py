"""Order: deliveries of one ordering key are handled one at a time, as they arrived."""

from sqlalchemy import Connection, Exists, exists, or_, select

from receiver.deliveries import Delivery, State
from receiver.storage.schema import deliveries, is_pending

_other = deliveries.alias("other")
_of_the_same_order = (
    _other.c.source == deliveries.c.source,
    _other.c.ordering == deliveries.c.ordering,
    is_pending(_other),
)


def behind() -> Exists:
    """Match deliveries that have to wait for one that arrived before them."""
    return exists().where(*_of_the_same_order, _other.c.key < deliveries.c.key)


def held() -> Exists:
    """Match deliveries that may not be handled now: behind another, or beside one being handled.

    The latter are those that an operator replays.
    """
    processed = _other.c.state == State.PROCESSING
    return exists().where(
        *_of_the_same_order,
        _other.c.key != deliveries.c.key,
        or_(_other.c.key < deliveries.c.key, processed),
    )


def following(connection: Connection, delivery: Delivery) -> int | None:
    """Return the key of the delivery that was held behind one that is settled now, if any was."""
    first = (
        select(deliveries.c.key, deliveries.c.state)
        .where(
            deliveries.c.source == delivery.source,
            deliveries.c.ordering == delivery.ordering,
            is_pending(deliveries),
        )
        .order_by(deliveries.c.key)
        .limit(1)
    )
    row = connection.execute(first).one_or_none()
    return row.key if row and row.state == State.RECEIVED else None
