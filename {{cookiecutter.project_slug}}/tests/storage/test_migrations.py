"""Migrations lead exactly to the schema, may be run again, and leave alone what is newer."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import func, select, text

import receiver.storage.indexes  # noqa: F401 - they are part of the schema from then on
from inboxes import stored
from receiver.storage.engine import Database
from receiver.storage.migrations import (
    VERSIONS,
    Standing,
    migrate,
    newest,
    revision,
    scripts,
    standing,
)
from receiver.storage.opening import open_database
from receiver.storage.schema import deliveries, metadata

NEWER = text(f"UPDATE {VERSIONS} SET version_num = '9999'")  # noqa: S608 - our own


@pytest.fixture
def newer(database: Database) -> Database:
    """An inbox that a version of the service to come has migrated."""
    with database.transaction() as connection:
        connection.execute(NEWER)
    return database


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based")
def test_schema(database: Database) -> None:
    """Alembic finds no difference between a migrated database and the schema.

    Indexes of expressions it cannot see on SQLite; that they are there, the query plans show.
    """
    opts = {"compare_type": True, "compare_server_default": True, "version_table": VERSIONS}
    with database.transaction() as connection:
        context = MigrationContext.configure(connection, opts=opts)
        assert [] == compare_metadata(context, metadata)


def test_again(database: Database) -> None:
    """Migrating again changes nothing and loses nothing."""
    stored(database)
    with database.migrating() as connection:
        assert newest() == migrate(connection)
    with database.snapshot() as connection:
        assert 1 == connection.scalar(select(func.count()).select_from(deliveries))


def test_revision(database: Database) -> None:
    """A migrated database is at the newest revision."""
    with database.snapshot() as connection:
        assert (newest(), Standing.CURRENT) == (revision(connection), standing(connection))


def test_new(empty_url: str) -> None:
    """A new database is at none, and older than any version needs."""
    with open_database(empty_url) as empty, empty.snapshot() as connection:
        assert (None, Standing.OLDER) == (revision(connection), standing(connection))


def test_newer(newer: Database) -> None:
    """A database that a newer version has migrated is usable: migrations only ever add."""
    with newer.snapshot() as connection:
        assert Standing.NEWER == standing(connection)
    assert [1] == stored(newer)


def test_migrating_what_is_newer(newer: Database) -> None:
    """Migrating it changes nothing, and tells where it is."""
    with newer.migrating() as connection:
        assert "9999" == migrate(connection)
    with newer.snapshot() as connection:
        assert "9999" == revision(connection)


def test_newest(database: Database) -> None:
    """The last file's name says which revision is the newest, as Alembic sees it."""
    with database.migrating() as connection:
        head, known = scripts.revisions(connection)
    assert newest() == head == max(known)
