"""Selection: criteria as conditions on the table of deliveries."""

from sqlalchemy import ColumnElement, func, or_, select

from receiver.criteria import Criteria
from receiver.deliveries import PENDING, UNDONE
from receiver.storage.schema import deliveries, is_pending, is_undone


def matching(criteria: Criteria) -> list[ColumnElement[bool]]:
    """Return the conditions that deliveries have to meet, all of them; the keys aside.

    There may be many keys, so that whoever asks for them does so in chunks.
    """
    table, found = deliveries.c, []
    if criteria.source is not None:
        found.append(table.source == criteria.source)
    if criteria.event not in (None, "*"):
        found.append(_is_event(criteria.event))
    if criteria.since:
        found.append(table.received_at >= criteria.since.at)
    if criteria.until:
        found.append(table.received_at < criteria.until.at)
    return found + _in_states(criteria)


def _is_event(event: str) -> ColumnElement[bool]:
    """Match the event of this name, and those of which it is the first part; case counts."""
    first = f"{event}."
    return or_(deliveries.c.event == event, func.substr(deliveries.c.event, 1, len(first)) == first)


def _in_states(criteria: Criteria) -> list[ColumnElement[bool]]:
    """Match the states, and say so in the way that lets an index find them, if they are few."""
    table, states = deliveries.c, set(criteria.state)
    if not states:
        return []
    chosen = table.state.in_([str(each) for each in criteria.state])
    if states <= {*UNDONE}:
        return [is_undone(deliveries), chosen]
    if states <= {*PENDING}:
        pending = deliveries.alias("pending")
        return [table.key.in_(select(pending.c.key).where(is_pending(pending))), chosen]
    return [chosen]
