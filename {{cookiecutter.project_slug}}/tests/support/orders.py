"""Deliveries of one order in an inbox: claimed, ended, and made due, for tests of what waits."""

from sqlalchemy import update

from inboxes import look
from receiver.deliveries import State
from receiver.storage.claims import Claim, claim
from receiver.storage.clock import now
from receiver.storage.engine import Database
from receiver.storage.outcomes import Outcome, finish
from receiver.storage.schema import deliveries

LEASE = 60


def taken(database: Database, *keys: int) -> list[int]:
    """Claim keys in one transaction, and return those that were to be had."""
    return [each.delivery.key for each in claims(database, *keys)]


def claims(database: Database, *keys: int) -> list[Claim]:
    """Claim keys in one transaction, and return the claims."""
    with database.transaction() as connection:
        return [each for each in claim(connection, keys, LEASE) if each]


def end(database: Database, *held: Claim, state: State = State.DONE, delay: float = 0) -> None:
    """Write what became of claims."""
    outcomes = [
        Outcome(claim=each, state=state, delay=delay, settled={}, attempts=[]) for each in held
    ]
    with database.transaction() as connection:
        assert [True] * len(held) == finish(connection, outcomes)


def put(database: Database, *keys: int, state: State, due_in: float = 0) -> None:
    """Set deliveries to a state in which they are due in so many seconds, negative for since."""
    with database.transaction() as connection:
        connection.execute(
            update(deliveries)
            .where(deliveries.c.key.in_(keys))
            .values(state=state, due_at=now() + due_in)
        )


def states(database: Database, *keys: int) -> list[State]:
    """Return the states of deliveries."""
    return [look(database, key)[0] for key in keys]
