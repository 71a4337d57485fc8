"""The inbox: storing deliveries once, and taking up those that are due.

Each function works within the transaction that it is given.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, func, or_, select, update

from receiver.deliveries import Delivery, State
from receiver.storage import databases
from receiver.storage.clock import HINT_GRACE, now
from receiver.storage.order import set_aside, waits
from receiver.storage.rows import HINTED
from receiver.storage.schema import deliveries, is_pending


@dataclass(frozen=True, slots=True)
class Swept:
    """A delivery that nobody worked on although it was due.

    It is `lost` if somebody should have been at it: its first hint came to nothing, or whoever
    had it let its lease run out. Retries that are due, replays, and what nobody was hinted at wait
    for the sweeper as they should; so does what it took up before.
    """

    key: int
    lost: bool


def insert_messages(
    connection: Connection, messages: Sequence[Sequence[Delivery]], grace: float = HINT_GRACE
) -> list[list[int | None]]:
    """Store the deliveries of several messages; return the keys of each, as `insert_new` does."""
    batch = [each for message in messages for each in message]
    keys = iter(insert_new(connection, batch, grace))
    return [[next(keys) for _ in message] for message in messages]


def insert_new(
    connection: Connection, batch: Sequence[Delivery], grace: float = HINT_GRACE
) -> list[int | None]:
    """Store a batch; return each one's key, or None for a duplicate, also within the batch.

    A delivery is a duplicate by its id, and by what its sender uses only once. It is left to
    its hint for so many seconds.
    """
    return databases.load(connection.dialect.name).store(connection, batch, grace)


_lost = or_(
    deliveries.c.state == State.PROCESSING,
    and_(deliveries.c.state == State.RECEIVED, deliveries.c.token == HINTED),
)


def sweep(connection: Connection, limit: int) -> list[Swept]:
    """Take up deliveries whose hint was lost, whose retry is due or whose lease ran out.

    They are free to be claimed again, and whoever held one is fenced off. Each comes up
    once in `HINT_GRACE` seconds, however many processes sweep. What waits in its order is set
    aside, and is not in the way of the others.
    """
    waiting = and_(deliveries.c.state != State.PROCESSING, waits())
    due = (
        select(deliveries.c.key, _lost.label("lost"), waiting.label("waiting"))
        .where(is_pending(deliveries), deliveries.c.due_at <= now())
        .order_by(deliveries.c.due_at)
        .with_for_update(skip_locked=True)
    )
    found = connection.execute(due.limit(limit)).all()
    swept = _take_up(connection, [row for row in found if not row.waiting])
    if aside := [row.key for row in found if row.waiting]:
        set_aside(connection, aside)
        free = connection.execute(due.where(~waiting).limit(len(aside)))
        swept += _take_up(connection, free.all())
    return swept


def hinted(connection: Connection, most: int) -> int:
    """Return how many deliveries are left to their hints at this moment; `most` at the most."""
    left = and_(deliveries.c.due_at > now(), deliveries.c.due_at <= now() + HINT_GRACE)
    some = select(deliveries.c.due_at).where(is_pending(deliveries), left).limit(most)
    return connection.scalar(select(func.count()).select_from(some.subquery())) or 0


def _take_up(connection: Connection, rows: Sequence[Row[Any]]) -> list[Swept]:
    swept = [Swept(row.key, bool(row.lost)) for row in rows]
    if swept:
        connection.execute(
            update(deliveries)
            .where(deliveries.c.key.in_([each.key for each in swept]))
            .values(state=State.RECEIVED, due_at=now() + HINT_GRACE, token=deliveries.c.token + 1)
        )
    return swept
