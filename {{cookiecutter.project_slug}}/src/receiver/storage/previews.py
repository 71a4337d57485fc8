"""Previews: what an act would do if it began now, and what deliveries are that were named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from receiver.criteria import Criteria
from receiver.operations import Act
from receiver.storage import leaps
from receiver.storage.clock import now
from receiver.storage.narrowing import narrowed
from receiver.storage.operations import meant
from receiver.storage.reading import Summary, summaries
from receiver.storage.schema import deliveries
from receiver.storage.selection import matching

CHUNK = 500
"""How many keys one statement is given."""
FIRST = 5
"""How many deliveries a preview shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an act would do `at` a moment, when `last_key` was the newest delivery.

    `total` deliveries are meant, `first` are a few of them. `pruned` more would be, but their
    bodies were deleted, so that they cannot be replayed.
    """

    at: float
    last_key: int
    total: int
    pruned: int
    first: Sequence[Summary]


def preview(connection: Connection, act: Act, criteria: Criteria) -> Preview:
    """Return what an act would do now."""
    at = connection.execute(select(now())).scalar_one()
    last_key = connection.execute(select(func.max(deliveries.c.key))).scalar()
    few = narrowed(connection, criteria)
    conditions = [*meant(act, criteria, at), *few]
    lost = [*matching(criteria), *few, deliveries.c.pruned_at.is_not(None)]
    return Preview(
        at=at,
        last_key=last_key or 0,
        total=_count(connection, criteria, conditions),
        pruned=_count(connection, criteria, lost) if act is Act.REPLAY else 0,
        first=_first(connection, criteria, conditions),
    )


def named(connection: Connection, keys: Sequence[int]) -> dict[int, Summary]:
    """Return the deliveries of these keys that there are."""
    found = [
        each
        for chunk in _chunks(keys)
        for each in summaries(connection, deliveries.c.key.in_(chunk), limit=CHUNK)
    ]
    return {each.key: each for each in found}


def sources(connection: Connection) -> list[str]:
    """Return the sources that the inbox has deliveries of, sorted."""
    return sorted(connection.scalars(leaps.sources()))


def _count(
    connection: Connection, criteria: Criteria, conditions: Sequence[ColumnElement[bool]]
) -> int:
    counted = select(func.count()).select_from(deliveries).where(*conditions)
    if not criteria.keys:
        return connection.execute(counted).scalar_one()
    return sum(
        connection.execute(counted.where(deliveries.c.key.in_(chunk))).scalar_one()
        for chunk in _chunks(criteria.keys)
    )


def _first(
    connection: Connection, criteria: Criteria, conditions: Sequence[ColumnElement[bool]]
) -> list[Summary]:
    keys = [deliveries.c.key.in_(criteria.keys[:FIRST])] if criteria.keys else []
    return summaries(connection, *conditions, *keys, limit=FIRST, oldest=True)


def _chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))
