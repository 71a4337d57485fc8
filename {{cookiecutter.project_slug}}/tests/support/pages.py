"""Pages of the inbox's list, one after the other, and what they are to hold."""

from collections.abc import Iterator

from sqlalchemy import select

from receiver.criteria import Criteria
from receiver.storage.engine import Database
from receiver.storage.listing import Page, page
from receiver.storage.schema import deliveries
from receiver.storage.selection import matching


def expected(database: Database, criteria: Criteria) -> list[int]:
    """Return the keys of what fits, newest first, as a plain query finds them."""
    conditions = matching(criteria)
    if criteria.keys:
        conditions.append(deliveries.c.key.in_(criteria.keys))
    with database.snapshot() as connection:
        query = select(deliveries.c.key).where(*conditions).order_by(deliveries.c.key.desc())
        return list(connection.scalars(query))


def keys(found: Page) -> list[int]:
    """Return the keys of a page's deliveries."""
    return [each.key for each in found.summaries]


def older(database: Database, criteria: Criteria, limit: int) -> Iterator[Page]:
    """Walk along the pages to the oldest one."""
    before = None
    while True:
        with database.snapshot() as connection:
            found = page(connection, criteria, before=before, limit=limit)
        yield found
        before = found.older
        if before is None:
            return
