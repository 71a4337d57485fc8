"""Ranges: the keys between two others, and from which end they are walked along."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, UnaryExpression

from receiver.criteria import Criteria
from receiver.storage.chronology import first_since, last_until

NEWEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class KeyRange:
    """The keys between two others, newest first unless `upwards`."""

    low: int
    high: int
    upwards: bool

    def __contains__(self, key: int) -> bool:
        return self.low < key < self.high

    def has(self, key: ColumnElement[int]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        """Match what is in it."""
        return key > self.low, key < self.high

    def order(self, key: ColumnElement[int]) -> UnaryExpression[int]:
        """Return the order in which it is walked along."""
        return key.asc() if self.upwards else key.desc()

    def up_to(self, key: int | None) -> "KeyRange":
        """Return the part of it that ends with a key; all of it for None."""
        if key is None:
            return self
        if self.upwards:
            return KeyRange(self.low, min(self.high, key + 1), upwards=True)
        return KeyRange(max(self.low, key - 1), self.high, upwards=False)


def key_range_of(
    connection: Connection, criteria: Criteria, before: int | None, after: int | None
) -> KeyRange:
    """Return the keys that what fits criteria may have, before a key or after one."""
    low, high = after or 0, NEWEST if before is None else before
    if criteria.since:
        low = max(low, first_since(connection, criteria.since.at) - 1)
    if criteria.until:
        high = min(high, last_until(connection, criteria.until.at))
    return KeyRange(low, high, upwards=after is not None)
