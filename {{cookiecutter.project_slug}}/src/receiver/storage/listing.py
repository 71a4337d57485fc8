"""Listing: pages of deliveries that fit criteria, newest first, however many there are."""

from dataclasses import dataclass

from sqlalchemy import Connection

from receiver.criteria import Criteria
from receiver.storage.ranges import key_range_of
from receiver.storage.reading import Summary
from receiver.storage.searches import search_for

LONGEST = 200
"""How many deliveries a page has at most."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the deliveries that fit, newest first, and where the others are.

    `older` is the key to pass as `before` for the next page, None at the end; `newer` that to
    pass as `after` for the page before, None at the beginning. `cut` says that there may be more
    to find before that: the search was given up, for it had looked at many in vain.
    """

    summaries: list[Summary]
    older: int | None
    newer: int | None
    cut: bool = False


def page(
    connection: Connection,
    criteria: Criteria,
    *,
    before: int | None = None,
    after: int | None = None,
    limit: int = 50,
) -> Page:
    """Return the newest deliveries that fit; older than one key, or the next newer than another.

    Where fewer are newer than there is room for, the page is the first one.
    """
    limit = min(limit, LONGEST)
    within = key_range_of(connection, criteria, before, after)
    search = search_for(connection, criteria, within, limit + 1)
    found, end = search.find(connection, criteria, within, limit + 1)
    shown, cut = found[:limit], end is not None
    further = shown[-1].key if len(found) > limit else end
    if not within.upwards:
        back = shown[0].key if shown else (before or 0) - 1
        return Page(shown, further, None if before is None else back, cut)
    if further is None:
        return page(connection, criteria, limit=limit)
    back = shown[0].key if shown else (after or 0) + 1
    return Page(shown[::-1], back, further, cut)


def long_page(
    connection: Connection, criteria: Criteria, *, before: int | None = None, limit: int
) -> Page:
    """Return one page of any length, however long it takes to find all of it."""
    found: list[Summary] = []
    while True:
        part = page(connection, criteria, before=before, limit=limit - len(found))
        found += part.summaries
        if part.older is None or len(found) >= limit:
            return Page(found, part.older, None)
        before = part.older
