"""Migrations lead exactly to the schema, and may be run again."""

import re
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text

from inboxes import stored
from receiver.storage.engine import Database, open_database
from receiver.storage.migrations import head, migrate, revision
from receiver.storage.schema import metadata


def objects(connection: Connection) -> dict[str, set[str]]:
    """Return the SQL of every table and index, item by item in no order."""
    rows = connection.execute(
        text("SELECT name, sql FROM sqlite_master WHERE sql > '' AND name != 'alembic_version'")
    )
    return {name: items(sql) for name, sql in rows}


def items(sql: str) -> set[str]:
    """Return what stands between the commas that are in no inner parentheses."""
    found = re.split(r",(?![^()]*\))", sql.strip(" \n)"))
    return {" ".join(each.split()) for each in found}


def test_schema(database: Database) -> None:
    """Alembic finds no difference between a migrated database and the schema."""
    with database.transaction() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert [] == compare_metadata(context, metadata)


def test_sql(database: Database, tmp_path: Path) -> None:
    """Nor does SQLite, which also sees on which rows an index is."""
    with (
        open_database(f"sqlite:///{tmp_path / 'other.sqlite3'}") as other,
        other.transaction() as created,
        database.snapshot() as migrated,
    ):
        metadata.create_all(created)
        assert objects(created) == objects(migrated)


def test_again(database: Database) -> None:
    """Migrating again changes nothing and loses nothing."""
    stored(database)
    with database.transaction() as connection:
        before = objects(connection)
        assert head(connection) == migrate(connection)
        assert before == objects(connection)
        assert 1 == connection.scalar(text("SELECT count(*) FROM deliveries"))


def test_revision(database: Database, tmp_path: Path) -> None:
    """A migrated database is at the newest revision; a new one is at none."""
    with database.snapshot() as connection:
        assert head(connection) == revision(connection)
    with (
        open_database(f"sqlite:///{tmp_path / 'other.sqlite3'}") as other,
        other.snapshot() as connection,
    ):
        assert revision(connection) is None


def test_rolled_back(tmp_path: Path) -> None:
    """A migration that does not end leaves nothing behind: the tables come together or not."""
    with open_database(f"sqlite:///{tmp_path / 'other.sqlite3'}") as other:
        with other.transaction() as connection:
            migrate(connection)
            connection.rollback()
        with other.snapshot() as connection:
            assert {} == objects(connection)
