"""SQLite: one writer at a time, each commit on the disk, and migrations all or nothing."""

import re
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

import receiver.storage.indexes  # noqa: F401 - they are part of the schema from then on
from receiver.storage import health
from receiver.storage.engine import Database
from receiver.storage.migrations import VERSIONS, migrate
from receiver.storage.opening import open_database
from receiver.storage.schema import metadata


@pytest.fixture
def database_kind() -> str:
    """SQLite alone."""
    return "sqlite"


def objects(connection: Connection) -> dict[str, set[str]]:
    """Return the SQL of every table and index, word by word in no order."""
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql > ''"))
    return {name: set(re.split(r'[\s"(),]+', sql)) for name, sql in rows if name != VERSIONS}


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 1500)],
)
def test_pragmas(database: Database, pragma: str, expected: str | int) -> None:
    """A commit is on the disk when it returns (FULL is 2), on every connection."""
    for opened in (database.transaction, database.snapshot):
        with opened() as connection:
            assert expected == connection.scalar(text(f"PRAGMA {pragma}"))


def test_writers_take_turns(database: Database) -> None:
    """A transaction has the write lock from its start, so that it can never fail for it later."""
    with database.transaction(), database.snapshot() as reader:
        health.depths(reader)
        second = reader.engine.connect()
        second.exec_driver_sql("PRAGMA busy_timeout = 0")
        with pytest.raises(OperationalError, match="locked"):
            second.exec_driver_sql("BEGIN IMMEDIATE")
        second.close()


def test_read_only(database: Database) -> None:
    """A connection that can only read is not writable, and is not used again."""
    with database.transaction() as connection:
        connection.exec_driver_sql("PRAGMA query_only = 1")
        with pytest.raises(OperationalError, match="readonly"):
            health.writable(connection)
    with database.transaction() as connection:
        health.writable(connection)


def test_migrations_make_the_schema(database: Database, tmp_path: Path) -> None:
    """SQLite sees no difference between a migrated database and the schema, index by index."""
    with (
        open_database(f"sqlite:///{tmp_path / 'other.sqlite3'}") as other,
        other.transaction() as created,
        database.snapshot() as migrated,
    ):
        metadata.create_all(created)
        assert objects(created) == objects(migrated)


def test_migrations_are_rolled_back(tmp_path: Path) -> None:
    """Migrations that do not end leave nothing behind: the tables come together or not."""
    with open_database(f"sqlite:///{tmp_path / 'other.sqlite3'}") as other:
        with other.migrating() as connection:
            migrate(connection)
            connection.rollback()
        with other.snapshot() as connection:
            assert {} == objects(connection)
