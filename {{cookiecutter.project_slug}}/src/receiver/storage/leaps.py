"""Leaps: the few different values of an index's first columns, found without reading all of it.

Each is found by a search for the next one: as many searches as there are values, however many
deliveries have each. https://wiki.postgresql.org/wiki/Loose_indexscan
"""

from sqlalchemy import CTE, ColumnElement, Label, Select, func, literal, select

from receiver.storage.schema import deliveries

MOST = 1000
"""How many events of each source are looked for, unless somebody wants more."""


def sources() -> Select[str]:
    """Return the query for the sources that there are deliveries of."""
    found = _sources()
    return select(found.c.source).where(found.c.source.is_not(None))


def pairs(source: str | None = None, most: int = MOST) -> CTE:
    """Return the pairs of a source and an event that there are deliveries of, or one source's.

    They are numbered within their source, from 1 to `most` at most. At the end of each source
    is a pair too many, whose event is NULL.
    """
    if source is None:
        every = _sources()
        first = select(every.c.source, _event_of(every.c.source), literal(1).label("number"))
        first = first.where(every.c.source.is_not(None))
    else:
        given = literal(source)
        first = select(given.label("source"), _event_of(given), literal(1).label("number"))
    found = first.cte(recursive=True)
    next_one = _event_of(found.c.source, found.c.event)
    following = select(found.c.source, next_one, found.c.number + 1)
    return found.union_all(following.where(found.c.event.is_not(None), found.c.number < most))


def _sources() -> CTE:
    """Return the sources, and NULL at their end."""
    first, table = deliveries.alias(), deliveries.alias()
    found = select(func.min(first.c.source).label("source")).cte(recursive=True)
    following = select(func.min(table.c.source)).where(table.c.source > found.c.source)
    return found.union_all(
        select(following.correlate(found).scalar_subquery()).where(found.c.source.is_not(None))
    )


def _event_of(source: ColumnElement[str], event: ColumnElement[str] | None = None) -> Label[str]:
    """Return a source's first event, or the one that follows an event."""
    table = deliveries.alias()
    following = select(func.min(table.c.event).label("event")).where(table.c.source == source)
    if event is not None:
        following = following.where(table.c.event > event)
    return following.correlate_except(table).scalar_subquery().label("event")
