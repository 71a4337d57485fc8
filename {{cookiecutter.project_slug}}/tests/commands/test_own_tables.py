"""Tables of the owner's, in the inbox's database: their migrations stand beside the handlers."""

from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from receiver.commands.inbox.schema import migrate_all
from receiver.storage import migrations
from receiver.storage.engine import Database
from receiver.storage.migrations import OWN_VERSIONS

MIGRATION = '''"""Add a table."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {down}


def upgrade() -> None:
    op.create_table("{table}", sa.Column("delivery", sa.Text, nullable=False))
'''
NEWER = text(f"UPDATE {OWN_VERSIONS} SET version_num = '9999'")  # noqa: S608 - a name of our own


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the package `handlers` is, with a migration that has the name of one of the inbox's."""
    folder = tmp_path / "100% mine" / "migrations"
    folder.mkdir(parents=True)
    (folder / "__init__.py").touch()
    add(folder.parent, "0001", None, "shipments")
    return folder.parent


def add(place: Path, revision: str, down: str | None, table: str) -> None:
    """Write one more migration."""
    text = MIGRATION.format(revision=revision, down=repr(down), table=table)
    (place / "migrations" / f"{revision}_{table}.py").write_text(text)


def migrated(database: Database, *places: Path) -> tuple[str, set[str]]:
    """Migrate; return the inbox's revision and the tables that it does not have by itself."""
    with database.migrating() as connection:
        revision = migrate_all(connection, map(str, places))
    with database.snapshot() as connection:
        tables = inspect(connection).get_table_names()
    return revision, {*tables} & {"shipments", "refunds"}


def test_own_tables(database: Database, place: Path) -> None:
    """They are made once, and those that are added later are made then."""
    newest = migrations.newest()
    assert (newest, set()) == migrated(database, place.parent)
    assert (newest, {"shipments"}) == migrated(database, place)
    assert (newest, {"shipments"}) == migrated(database, place)
    add(place, "0002", "0001", "refunds")
    assert (newest, {"shipments", "refunds"}) == migrated(database, place)


def test_newer(database: Database, place: Path) -> None:
    """What a newer version has added is left alone, as the inbox's own tables are."""
    migrated(database, place)
    with database.transaction() as connection:
        connection.execute(NEWER)
    add(place, "0002", "0001", "refunds")
    assert {"shipments"} == migrated(database, place)[1]
