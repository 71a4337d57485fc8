"""Narrowing: the few deliveries of a source or an event are looked up, not searched for."""

from sqlalchemy import ColumnElement, Connection, func, select

from receiver.criteria import Criteria
from receiver.storage.leaps import pairs
from receiver.storage.schema import deliveries
from receiver.storage.selection import is_event

FEW = 10_000
"""From how many on it is as quick to go through all deliveries."""


def narrowed(connection: Connection, criteria: Criteria) -> list[ColumnElement[bool]]:
    """Return the condition that names them one by one, if criteria mean a few of all at most.

    Whoever asks for deliveries in the order of their keys else has to have all of them read,
    for a database expects that what fits is soon found.
    """
    if criteria.keys or criteria.id is not None or not (criteria.source or criteria.event):
        return []
    found, table = pairs(criteria.source), deliveries.alias("narrowed")
    of_the_pair = (table.c.source == found.c.source) & (table.c.event == found.c.event)
    keys = select(table.c.key).join_from(found, table, of_the_pair)
    if criteria.event not in {None, "*"}:
        keys = keys.where(is_event(found.c.event, criteria.event))
    some = keys.limit(FEW + 1).subquery()
    number = connection.scalar(select(func.count()).select_from(some)) or 0
    return [deliveries.c.key.in_(keys)] if number <= FEW else []
