"""Acts: what operators do to deliveries, and to which they may.

Each function works within the transaction that it is given.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, or_, select, update

from receiver.criteria import Criteria
from receiver.deliveries import State
from receiver.operations import Act
from receiver.storage.clock import now
from receiver.storage.order import release
from receiver.storage.schema import deliveries, is_pending, is_settled

NOTHING_TO_IGNORE = (State.DONE, State.IGNORED)


def allowed(act: Act, criteria: Criteria) -> ColumnElement[bool]:
    """Match the deliveries that an act can be done to, and is meant for if no state is named.

    A body that was pruned cannot be replayed. By filter, what the receiver still works on is
    replayed only if its state is named, and what is done is ignored only then.
    """
    table = deliveries.c
    if act is Act.REPLAY:
        free = criteria.keys or criteria.state
        return table.pruned_at.is_(None) & (table.key > 0 if free else is_settled(deliveries))
    if criteria.state:
        return table.state != State.IGNORED
    return table.state.not_in(NOTHING_TO_IGNORE)


def unchanged(at: float) -> ColumnElement[bool]:
    """Match deliveries that are not settled, or have been since before a moment."""
    return or_(is_pending(deliveries), deliveries.c.due_at <= at)


def replay(connection: Connection, *keys: int) -> int:
    """Put deliveries back to the start, for every handler; return how many there are.

    Whoever holds one now is fenced off: what that attempt finds out is not written.
    """
    return connection.execute(
        update(deliveries)
        .where(deliveries.c.key.in_(keys))
        .values(
            state=State.RECEIVED,
            attempts=0,
            settled="{}",
            due_at=now(),
            token=deliveries.c.token + 1,
        )
    ).rowcount


def ignore(connection: Connection, *keys: int) -> int:
    """Have deliveries handled no more, until they are replayed; return how many there are.

    Whoever holds one now is fenced off, and what waits behind one in its order is released.
    """
    ignored = connection.execute(
        update(deliveries)
        .where(deliveries.c.key.in_(keys))
        .values(state=State.IGNORED, due_at=now(), token=deliveries.c.token + 1)
        .returning(deliveries.c.source, deliveries.c.ordering)
    ).all()
    release(connection, ((row.source, row.ordering) for row in ignored))
    return len(ignored)


def lock(
    connection: Connection, keys: Sequence[int], *conditions: ColumnElement[bool]
) -> list[int]:
    """Return those of the keys whose deliveries meet the conditions, held until the commit."""
    statement = (
        select(deliveries.c.key)
        .where(deliveries.c.key.in_(keys), *conditions)
        .order_by(deliveries.c.key)
        .with_for_update()
    )
    return list(connection.scalars(statement))
