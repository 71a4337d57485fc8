"""Indexes on the table of deliveries, which may be large, and which is always being written to."""

from collections.abc import Sequence
from typing import Any

from alembic import op
from sqlalchemy import TextClause

TABLE = "deliveries"


def build_index(
    name: str, columns: Sequence[str | TextClause], where: TextClause, *, unique: bool = False
) -> None:
    """Build an index on the deliveries that `where` matches, while others go on writing.

    PostgreSQL can do that, outside of any transaction: so this comes first in its migration,
    or has one of its own. What an attempt that was broken off has left goes first. SQLite has
    writers wait, who are told 503 meanwhile.
    """
    context = op.get_context()
    kept: dict[str, Any] = {"sqlite_where": where, "postgresql_where": where}
    if context.dialect.name != "postgresql":
        op.create_index(name, TABLE, columns, unique=unique, **kept)
        return
    with context.autocommit_block():
        limit = op.get_bind().exec_driver_sql("SHOW lock_timeout").scalar()
        op.execute("SET lock_timeout = 0")  # it waits for transactions, but holds up none
        op.drop_index(name, TABLE, if_exists=True, postgresql_concurrently=True)
        op.create_index(name, TABLE, columns, unique=unique, postgresql_concurrently=True, **kept)
        op.execute(f"SET lock_timeout = '{limit}'")
