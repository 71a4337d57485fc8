"""Searches: the looks that find deliveries fast, chosen by what criteria name."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, and_, func, select

from receiver.criteria import Criteria
from receiver.deliveries import PENDING, UNDONE, State
from receiver.storage.leaps import MOST, pairs
from receiver.storage.looks import STEPS, Look, Search
from receiver.storage.ranges import KeyRange
from receiver.storage.schema import deliveries, is_pending
from receiver.storage.selection import is_event, matching

WIDE = 51
"""How many pairs of a source and an event are looked at each by itself."""


def search_for(connection: Connection, criteria: Criteria, within: KeyRange, most: int) -> Search:
    """Return the search for deliveries that fit; `most` of them are wanted."""
    timed = bool(criteria.since or criteria.until)
    if criteria.keys or criteria.id is not None:
        keys = [deliveries.c.key.in_(criteria.keys)] if criteria.keys else []
        return Search([Look([*keys, *matching(criteria)])], exact=True)
    if _not_done_are_few(connection, criteria.state):
        return Search(list(_not_done(criteria)), exact=not timed)
    exact = not criteria.state and not timed
    if criteria.source is not None or criteria.event not in {None, "*"}:
        found = _pairs(connection, criteria, within, most if exact else WIDE + 1)
        if found is not None and (exact or len(found) <= WIDE):
            return Search(found, exact=exact)
        exact = False
    return Search([Look()], exact=exact)


def _not_done(criteria: Criteria) -> Iterator[Look]:
    """Yield a look at those that ended otherwise, and one at those that wait."""
    for states in (UNDONE, PENDING):
        chosen = tuple(each for each in criteria.state if each in states)
        if chosen:
            yield Look(matching(replace(criteria, state=chosen, since=None, until=None)))


def _not_done_are_few(connection: Connection, states: Sequence[State]) -> bool:
    """Say whether these states have indexes of their own; that of a backlog is not by key."""
    if not states or State.DONE in states:
        return False
    if not {*states} & {*PENDING}:
        return True
    some = select(deliveries.c.due_at).where(is_pending(deliveries)).limit(STEPS[-1] + 1).subquery()
    return (connection.scalar(select(func.count()).select_from(some)) or 0) <= STEPS[-1]


def _pairs(
    connection: Connection, criteria: Criteria, within: KeyRange, most: int
) -> Sequence[Look] | None:
    """Return a look at each pair that can have one of the first `most`; None if too many do."""
    found, table = pairs(criteria.source), deliveries.alias()
    head = (func.min if within.upwards else func.max)(table.c.key)
    of_the_pair = and_(table.c.source == found.c.source, table.c.event == found.c.event)
    first = select(head).where(of_the_pair, *within.has(table.c.key)).correlate(found)
    each = select(
        found.c.source,
        found.c.event,
        first.scalar_subquery().label("head"),
        func.max(found.c.number).over().label("numbers"),
    ).where(found.c.event.is_not(None), *_event(criteria, found.c.event))
    heads = each.subquery()
    order = within.order(heads.c.head).nulls_last()
    rows = connection.execute(select(heads).order_by(order).limit(most)).all()
    if any(row.numbers >= MOST for row in rows):
        return None
    column = deliveries.c
    return [
        Look([column.source == row.source, column.event == row.event])
        for row in rows
        if row.head is not None
    ]


def _event(criteria: Criteria, column: ColumnElement[str]) -> list[ColumnElement[bool]]:
    return [] if criteria.event in {None, "*"} else [is_event(column, criteria.event)]
