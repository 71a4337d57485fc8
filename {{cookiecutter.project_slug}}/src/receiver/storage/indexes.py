"""The indexes of the inbox's tables, as its migrations come to build them.

No statement needs to know them, and with their conditions SQLAlchemy imports its dialects, all of
PostgreSQL's drivers: so only those look here who compare a database with its schema.
"""

from typing import Any

from sqlalchemy import ColumnElement, Index, and_

from receiver.storage.schema import (
    acts,
    attempts,
    deliveries,
    has_body,
    is_pending,
    is_processed,
    is_undone,
    turn,
)


def of_deliveries(
    name: str, *columns: ColumnElement[Any], where: ColumnElement[bool], unique: bool = False
) -> Index:
    """Return an index on the deliveries that `where` matches."""
    return Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


column = deliveries.c
in_order = column.ordering.is_not(None)
INDEXES = (
    of_deliveries(
        "deliveries_once", column.source, column.once, where=column.once.is_not(None), unique=True
    ),
    of_deliveries("deliveries_due", column.due_at, where=is_pending(deliveries)),
    # What retention takes the bodies of; what is left of those, and goes later.
    of_deliveries("deliveries_prunable", column.received_at, column.state, where=has_body),
    of_deliveries("deliveries_pruned", column.received_at, where=column.pruned_at.is_not(None)),
    # The few that people look for among the many.
    of_deliveries(
        "deliveries_undone",
        *(column.key, column.state, column.source, column.event),
        where=is_undone(deliveries),
    ),
    # By which a list of one source's or one event's is as quick as that of all.
    Index("deliveries_listed", column.source, column.event, column.key),
    of_deliveries(
        "deliveries_order",
        column.source,
        column.ordering,
        turn(deliveries),
        where=and_(in_order, is_pending(deliveries)),
    ),
    # Of each order one at a time, whoever claims at the same moment.
    of_deliveries(
        "deliveries_order_processed",
        column.source,
        column.ordering,
        where=and_(in_order, is_processed(deliveries)),
        unique=True,
    ),
    Index("attempts_delivery", attempts.c.delivery_key),
    Index("acts_delivery", acts.c.delivery_key),
)
