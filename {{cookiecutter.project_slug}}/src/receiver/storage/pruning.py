"""Pruning: first the bodies go, and much later what was kept to know repetitions by.

Each function works within the transaction that it is given, on as many deliveries as it is
told; what is next is looked up before, in a snapshot.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from sqlalchemy import ColumnElement, Connection, Select, delete, exists, func, select, update

from receiver.deliveries import State
from receiver.operations import Act
from receiver.storage.acts import lock
from receiver.storage.clock import now
from receiver.storage.schema import acts, attempts, deliveries, has_body, operations

PRUNABLE = (State.DONE, State.IGNORED)
"""The states whose bodies may go unless others are named: somebody has dealt with them."""


class Stage(Protocol):
    """One of the two steps of pruning: what it is about, and what it does to that."""

    @property
    def act(self) -> Act:
        """Return what it is recorded as."""

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return the conditions for the deliveries that it is about."""

    def do(self, connection: Connection, keys: Sequence[int]) -> int:
        """Do it to those of the keys that still meet the conditions; return how many."""


@dataclass(frozen=True, slots=True)
class Bodies:
    """Bodies, headers and the attempts' messages of what was received before a moment."""

    before: float
    states: tuple[State, ...] = PRUNABLE
    act: ClassVar[Act] = Act.PRUNE

    def conditions(self) -> list[ColumnElement[bool]]:
        """Match what is settled, in one of the states, and has its body."""
        states = [str(each) for each in self.states]
        table = deliveries.c
        return [has_body, table.received_at < self.before, table.state.in_(states)]

    def do(self, connection: Connection, keys: Sequence[int]) -> int:
        """Empty them; what is left tells a repetition, and where the delivery stood."""
        emptied = {"body": b"", "headers": "{}", "ordering": None, "pruned_at": now()}
        statement = (
            update(deliveries)
            .where(deliveries.c.key.in_(keys), *self._still())
            .values(**emptied)
            .returning(deliveries.c.key)
        )
        done = connection.scalars(statement).all()
        told = (attempts.c.delivery_key.in_(done), attempts.c.message != "")
        connection.execute(update(attempts).where(*told).values(message=""))
        return len(done)

    def _still(self) -> list[ColumnElement[bool]]:
        """Match what may have changed since the keys were looked up.

        In other words than the index's, so that a planner that knows little finds them by key.
        """
        table = deliveries.c
        return [table.pruned_at.is_(None), table.state.in_([str(each) for each in self.states])]


@dataclass(frozen=True, slots=True)
class Ids:
    """What is left of pruned deliveries that were received before a moment."""

    before: float
    act: ClassVar[Act] = Act.FORGET

    def conditions(self) -> list[ColumnElement[bool]]:
        """Match them, but never the newest delivery of all: its key would be given out again."""
        table = deliveries.c
        newest = select(func.max(deliveries.alias("others").c.key)).scalar_subquery()
        return [table.pruned_at.is_not(None), table.received_at < self.before, table.key < newest]

    def do(self, connection: Connection, keys: Sequence[int]) -> int:
        """Delete them, with their attempts and what operators did to them."""
        pruned = func.coalesce(deliveries.c.pruned_at, 0) > 0
        held = lock(connection, keys, pruned)
        for table, key in (
            (acts, acts.c.delivery_key),
            (attempts, attempts.c.delivery_key),
            (deliveries, deliveries.c.key),
        ):
            connection.execute(delete(table).where(key.in_(held)))
        return len(held)


def count(connection: Connection, stage: Stage) -> int:
    """Return how many deliveries a stage is about now."""
    counted: Select[int] = select(func.count()).select_from(deliveries)
    return connection.execute(counted.where(*stage.conditions())).scalar_one()


def oldest(connection: Connection, stage: Stage, limit: int) -> list[int]:
    """Return the keys of the oldest deliveries that a stage is about."""
    statement = (
        select(deliveries.c.key)
        .where(*stage.conditions())
        .order_by(deliveries.c.received_at)
        .limit(limit)
    )
    return list(connection.scalars(statement))


def forget_operations(connection: Connection, before: float) -> int:
    """Delete the records of operations that ended before a moment and of which nothing is left."""
    others = operations.alias("others")
    newest = select(func.max(others.c.key)).scalar_subquery()
    statement = delete(operations).where(
        operations.c.ended_at < before,
        operations.c.key < newest,
        ~exists().where(acts.c.operation_key == operations.c.key),
    )
    return connection.execute(statement).rowcount
