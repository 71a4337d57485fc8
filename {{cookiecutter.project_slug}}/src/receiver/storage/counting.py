"""Counting: how many deliveries there are of each source, in each state."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, func, select

from receiver.deliveries import State
from receiver.storage.schema import deliveries, is_pending, is_undone
from receiver.storage.selection import passed_over

Counts = dict[str, dict[State, int]]


def counts(connection: Connection) -> Counts:
    """Return how many deliveries each source has in each state that one of them is in.

    An index tells how many there are, others who is not done: who is done, nobody looks at.
    Both have to be of one moment, as in a snapshot.
    """
    number = func.count().label("number")
    grouped = select(deliveries.c.source, number).group_by(deliveries.c.source)
    totals = {row.source: row.number for row in connection.execute(grouped)}
    found: Counts = {source: {} for source in sorted(totals)}
    for row in _not_done(connection):
        found[row.source][State(row.state)] = row.number
    for source, states in found.items():
        if done := totals[source] - sum(states.values()):
            states[State.DONE] = done
    return {source: _in_order(states) for source, states in found.items()}


def _not_done(connection: Connection) -> Iterator[Row[Any]]:
    source = passed_over(deliveries.c.source)
    for condition in (is_pending(deliveries), is_undone(deliveries)):
        columns = source.label("source"), deliveries.c.state, func.count().label("number")
        statement = select(*columns).where(condition)
        yield from connection.execute(statement.group_by(source, deliveries.c.state))


def _in_order(states: dict[State, int]) -> dict[State, int]:
    return {each: states[each] for each in State if each in states}
