"""Indexes on the table of deliveries, which may be large, and which is always being written to."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from alembic import op
from sqlalchemy import TextClause

TABLE = "deliveries"


def build_index(
    name: str,
    columns: Sequence[str | TextClause],
    where: TextClause | None = None,
    *,
    unique: bool = False,
) -> None:
    """Build an index on the deliveries that `where` matches, or all, while others go on writing.

    PostgreSQL can do that, outside of any transaction: so this comes first in its migration,
    or has one of its own. What an attempt that was broken off has left goes first. SQLite has
    writers wait, who are told 503 meanwhile.
    """
    kept: dict[str, Any] = {"sqlite_where": where, "postgresql_where": where}
    if not _is_on_a_server():
        op.create_index(name, TABLE, columns, unique=unique, **kept)
        return
    with _patiently():
        op.drop_index(name, TABLE, if_exists=True, postgresql_concurrently=True)
        op.create_index(name, TABLE, columns, unique=unique, postgresql_concurrently=True, **kept)


def rebuild_index(name: str, columns: Sequence[str | TextClause], where: TextClause) -> None:
    """Build an index on other columns than before. Until it is there, the old one serves.

    Not so in SQLite, which has writers wait anyway.
    """
    if not _is_on_a_server():
        op.drop_index(name, TABLE)
        build_index(name, columns, where)
        return
    build_index(f"{name}_new", columns, where)
    with _patiently():
        op.drop_index(name, TABLE, if_exists=True, postgresql_concurrently=True)
        op.execute(f"ALTER INDEX {name}_new RENAME TO {name}")


def _is_on_a_server() -> bool:
    return op.get_context().dialect.name == "postgresql"


@contextmanager
def _patiently() -> Iterator[None]:
    """Wait for transactions, without an end: what is done concurrently holds up none."""
    with op.get_context().autocommit_block():
        limit = op.get_bind().exec_driver_sql("SHOW lock_timeout").scalar()
        op.execute("SET lock_timeout = 0")
        yield
        op.execute(f"SET lock_timeout = '{limit}'")
