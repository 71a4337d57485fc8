"""Migrations of an inbox that an older version of the service has filled."""

from pathlib import Path

from alembic import command
from sqlalchemy import Connection, text

from inboxes import stored
from receiver.storage.engine import open_database
from receiver.storage.migrations import config, migrate

OLD_ROW = """
    INSERT INTO deliveries (source, delivery_id, provider, event, content_type, headers, body,
        received_at, state, attempts, due_at, token, settled)
    VALUES ('fake', :id, 'fake', 'ping', 'a/b', '{}', X'00ff', 1.5, 'done', 2, 3.5, 4, '{}')
"""


def rows(connection: Connection) -> list[dict[str, object]]:
    """Return every delivery, column by column."""
    found = connection.execute(text("SELECT * FROM deliveries ORDER BY key"))
    return [dict(each) for each in found.mappings()]


def test_rows_of_an_older_schema(tmp_path: Path) -> None:
    """What was stored before a migration is there after it, and is what it was."""
    with open_database(f"sqlite:///{tmp_path / 'other.sqlite3'}") as other:
        with other.transaction() as connection:
            command.upgrade(config(connection), "0001")
            connection.execute(text(OLD_ROW), [{"id": each} for each in ("a", "b")])
            before = rows(connection)
            migrate(connection)
            new = dict.fromkeys(("once", "ordering", "pruned_at"))
            assert [{**each, **new} for each in before] == rows(connection)
        assert [3] == stored(other, "a", "c")
