"""Migrations: bringing a database to the schema of this version, additively.

Alembic runs them, and its own command line is not needed: `receiver migrate` does. Whether there
is anything to run is known without it, which has most starts be quick.
"""

from enum import Enum
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Text, column, inspect, select, table

VERSIONS = "receiver_version"
"""The table that holds the revision; `alembic_version` is left to what else is in the database."""
OWN_VERSIONS = "handlers_version"
"""The table that holds the revision of the owner's own tables, which share the database."""


class Standing(Enum):
    """How a database's schema stands to this version of the code.

    A newer one is as good as the current one, since migrations only ever add: while versions
    are exchanged one by one, the older ones go on.
    """

    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


def migrate(connection: Connection, own: Path | None = None) -> str:
    """Bring the database to the newest schema and return its revision; leave a newer one alone.

    `own` is the folder of migrations of the owner's, whose tables share the database.
    """
    if standing(connection, own) is Standing.OLDER:
        from receiver.storage.migrations import scripts  # noqa: PLC0415 - it takes 0.1 s

        scripts.upgrade(connection, own)
    return revision(connection, own) or ""


def standing(connection: Connection, own: Path | None = None) -> Standing:
    """Say how the database stands to this version."""
    current = revision(connection, own)
    if own is None and current == newest():
        return Standing.CURRENT
    from receiver.storage.migrations import scripts  # noqa: PLC0415 - it takes 0.1 s

    head, known = scripts.revisions(connection, own)
    if current == head:
        return Standing.CURRENT
    return Standing.OLDER if current is None or current in known else Standing.NEWER


def revision(connection: Connection, own: Path | None = None) -> str | None:
    """Return the revision that the database is at; None if it was never migrated."""
    alone, name = not connection.in_transaction(), OWN_VERSIONS if own else VERSIONS
    number = column("version_num", Text)
    try:
        if not inspect(connection).has_table(name):
            return None
        found: str | None = connection.scalar(select(number).select_from(table(name, number)))
    finally:
        if alone:
            connection.rollback()  # for the migrations begin their own
    return found


@cache
def newest() -> str:
    """Return the revision that this version of the code needs: that of the last file's name."""
    versions = Path(__file__).parent / "versions"
    return max(each.stem.partition("_")[0] for each in versions.glob("[0-9]*.py"))
