"""Selection: criteria as conditions on the table of deliveries."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import ColumnElement, FromClause, Text, func, literal_column, or_, select

from receiver.criteria import Criteria
from receiver.deliveries import PENDING, UNDONE
from receiver.storage.leaps import sources
from receiver.storage.schema import deliveries, is_pending, is_undone


def matching(criteria: Criteria) -> list[ColumnElement[bool]]:
    """Return the conditions that deliveries have to meet, all of them; the keys aside.

    There may be many keys, so that whoever asks for them does so in chunks. They are said in
    the way that lets an index find few among many, if there is one.
    """
    column, states = deliveries.c, {*criteria.state}
    if criteria.id is None and states and (states <= {*UNDONE} or states <= {*PENDING}):
        rest = replace(criteria, source=None, event=None)
        found = [*fitting(rest, deliveries), *_by_an_index(criteria)]
        if criteria.source is not None:
            found.append(passed_over(column.source) == criteria.source)
        if criteria.event not in {None, "*"}:
            found.append(is_event(passed_over(column.event), criteria.event))
        return found
    return [*fitting(criteria, deliveries), *_by_an_index(criteria)]


def passed_over(column: ColumnElement[str]) -> ColumnElement[str]:
    """Return a text for which no index on it is used: another one has fewer of its rows.

    SQLite, which nobody tells how many there are of which, would take any that has it first.
    """
    return column + literal_column("''", Text)


def fitting(criteria: Criteria, table: FromClause) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions in plain words, for rows that were found already; the keys aside."""
    column = table.c
    if criteria.id is not None:
        yield column.delivery_id == criteria.id
    if criteria.source is not None:
        yield column.source == criteria.source
    if criteria.event not in {None, "*"}:
        yield is_event(column.event, criteria.event)
    if criteria.since:
        yield column.received_at >= criteria.since.at
    if criteria.until:
        yield column.received_at < criteria.until.at
    if criteria.state:
        yield column.state.in_([str(each) for each in criteria.state])


def is_event(column: ColumnElement[str], event: str) -> ColumnElement[bool]:
    """Match the event of this name, and those of which it is the first part; case counts."""
    first = f"{event}."
    return or_(column == event, func.substr(column, 1, len(first)) == first)


def _by_an_index(criteria: Criteria) -> Iterator[ColumnElement[bool]]:
    """Yield what is true anyway of deliveries that fit, and says which index has them."""
    states = {*criteria.state}
    if criteria.id is not None:
        named = deliveries.alias("other")
        of_any = named.c.source.in_(sources() if criteria.source is None else [criteria.source])
        of_the_id = select(named.c.key).where(of_any, named.c.delivery_id == criteria.id)
        yield deliveries.c.key.in_(of_the_id)
    if states and states <= {*UNDONE}:
        yield is_undone(deliveries)
    if states and states <= {*PENDING}:
        pending = deliveries.alias("pending")
        yield deliveries.c.key.in_(select(pending.c.key).where(is_pending(pending)))
