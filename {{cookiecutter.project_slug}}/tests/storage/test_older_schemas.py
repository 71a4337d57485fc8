"""Migrations of an inbox that an older version of the service has filled."""

from alembic import command
from sqlalchemy import Connection, text

from inboxes import stored, stored_of_old
from receiver.storage.migrations import Standing, migrate, standing
from receiver.storage.migrations.scripts import config
from receiver.storage.opening import open_database


def rows(connection: Connection) -> list[dict[str, object]]:
    """Return every delivery, column by column."""
    found = connection.execute(text("SELECT * FROM deliveries ORDER BY key"))
    return [dict(each) for each in found.mappings()]


def test_rows_of_an_older_schema(empty_url: str) -> None:
    """What was stored before a migration is there after it, and is what it was."""
    with open_database(empty_url) as other:
        with other.migrating() as connection:
            command.upgrade(config(connection), "0001")
        with other.transaction() as connection:
            stored_of_old(connection, "a", "b")
            before = rows(connection)
            assert Standing.OLDER == standing(connection)
        with other.migrating() as connection:
            migrate(connection)
        with other.snapshot() as connection:
            new = dict.fromkeys(("once", "ordering", "traceparent", "request_id", "pruned_at"))
            assert [{**each, **new} for each in before] == rows(connection)
        assert 1 == len(stored(other, "a", "c"))
