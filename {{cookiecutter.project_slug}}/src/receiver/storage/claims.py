"""Claims: taking a delivery for one attempt, and holding it until that has ended.

Each function works within the transaction that it is given.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Float, bindparam, select, update

from receiver import jsons
from receiver.deliveries import Delivery, State
from receiver.storage.clock import now
from receiver.storage.order import is_held
from receiver.storage.reading import delivery_of
from receiver.storage.schema import deliveries


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that is ours until the lease ends; `token` proves it when writing.

    `settled` holds the handlers that have ended already, and how: done or dead.
    """

    delivery: Delivery
    token: int
    settled: dict[str, str]


class ClaimLost(Exception):
    """The delivery was taken over, or replayed, meanwhile: nothing of this attempt is kept."""


_FREE = (
    select(deliveries.c.key)
    .where(
        deliveries.c.key.in_(bindparam("keys", expanding=True)),
        deliveries.c.state == State.RECEIVED,
        ~is_held(),
    )
    .with_for_update(skip_locked=True)
)
_CLAIM = (  # made once: this one statement costs as much to make as to run
    update(deliveries)
    .where(deliveries.c.key.in_(_FREE))
    .values(
        state=State.PROCESSING,
        due_at=now() + bindparam("lease", type_=Float),
        token=deliveries.c.token + 1,
        attempts=deliveries.c.attempts + 1,
    )
    .returning(deliveries)
)


def claim(connection: Connection, keys: Sequence[int], lease: float) -> list[Claim | None]:
    """Claim the deliveries that are free; None, in order, for the others.

    Those that somebody else is claiming at this moment are passed over, not waited for.
    """
    rows = connection.execute(_CLAIM, {"keys": keys, "lease": lease})
    claims = {row.key: Claim(delivery_of(row), row.token, jsons.read(row.settled)) for row in rows}
    return [claims.pop(key, None) for key in keys]


def renew(connection: Connection, claims: Sequence[Claim], lease: float) -> None:
    """Hold claims for another lease; those that were lost stay lost."""
    statement = (
        update(deliveries)
        .where(
            deliveries.c.key == bindparam("claimed_key"),
            deliveries.c.token == bindparam("claimed_token"),
            deliveries.c.state == State.PROCESSING,
        )
        .values(due_at=now() + lease)
    )
    connection.execute(
        statement,
        [
            {"claimed_key": each.delivery.key, "claimed_token": each.token}
            for each in sorted(claims, key=lambda each: each.delivery.key)
        ],
    )
