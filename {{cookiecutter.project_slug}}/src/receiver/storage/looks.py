"""Looks: stretches of an index along which deliveries are looked at, newest or oldest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, Subquery, func, select, union_all

from receiver.criteria import Criteria
from receiver.storage.ranges import KeyRange
from receiver.storage.reading import COLUMNS, Summary, summary_of
from receiver.storage.schema import deliveries
from receiver.storage.selection import fitting

STEPS = 500, 2_500, 12_500
"""How many deliveries are looked at where no index has just those that fit: more if in vain."""


@dataclass(frozen=True, slots=True)
class Look:
    """Deliveries that meet the conditions: an index has these, in the order of their keys."""

    conditions: Sequence[ColumnElement[bool]] = ()

    def first(self, within: KeyRange, most: int, *columns: Column[Any]) -> Select[Any]:
        """Return the query for so many of them."""
        return self._all(within, columns).limit(most)

    def last(self, within: KeyRange, most: int) -> Select[Any]:
        """Return the query for the key of the last one of so many; it finds none if they end."""
        return self._all(within, [deliveries.c.key]).offset(most - 1).limit(1)

    def _all(self, within: KeyRange, columns: Sequence[Column[Any]]) -> Select[Any]:
        key = deliveries.c.key
        found = select(*columns).where(*self.conditions, *within.has(key))
        return found.order_by(within.order(key))


@dataclass(frozen=True, slots=True)
class Search:
    """Looks that together pass all deliveries that fit; an `exact` one passes no others."""

    looks: Sequence[Look]
    exact: bool

    def find(
        self, connection: Connection, criteria: Criteria, within: KeyRange, most: int
    ) -> tuple[list[Summary], int | None]:
        """Return the first deliveries that fit, and the key at which the search was given up.

        That is None if as many were found, or there are no more.
        """
        if not self.looks:
            return [], None
        if self.exact:
            return self._exactly(connection, within, most), None
        for number in STEPS:
            found, end = self._among(connection, criteria, within, most, number)
            if end is None:
                break
        return found, end

    def _exactly(self, connection: Connection, within: KeyRange, most: int) -> list[Summary]:
        key = deliveries.c.key
        looked = _joined([look.first(within, most, key) for look in self.looks])
        keys = select(looked.c.key).order_by(within.order(looked.c.key)).limit(most)
        rows = select(*COLUMNS).where(key.in_(keys)).order_by(within.order(key))
        return list(map(summary_of, connection.execute(rows)))

    def _among(
        self, connection: Connection, criteria: Criteria, within: KeyRange, most: int, number: int
    ) -> tuple[list[Summary], int | None]:
        """Look at so many, all looks together."""
        each = max(1, number // len(self.looks))
        looked = _joined([look.first(within, each, *COLUMNS) for look in self.looks])
        fit = select(looked).where(*fitting(criteria, looked)).order_by(within.order(looked.c.key))
        found = list(map(summary_of, connection.execute(fit.limit(most))))
        if len(found) == most and len(self.looks) == 1:
            return found, None
        end = self._end(connection, within, each)
        reached = [one for one in found if one.key in within.up_to(end)]
        return reached, None if len(reached) == most else end

    def _end(self, connection: Connection, within: KeyRange, each: int) -> int | None:
        """Return the key up to which all looks went that did not end before."""
        ends = _joined([look.last(within, each) for look in self.looks])
        nearest = func.min(ends.c.key) if within.upwards else func.max(ends.c.key)
        return connection.scalar(select(nearest))


def _joined(queries: Sequence[Select[Any]]) -> Subquery:
    parts = [select(query.subquery()) for query in queries]
    return (union_all(*parts) if len(parts) > 1 else parts[0]).subquery()
