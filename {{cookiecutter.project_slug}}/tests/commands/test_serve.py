"""`receiver serve` prepares the inbox before anything is received."""

import pytest
from sqlalchemy import make_url

from fake import settings
from inboxes import stored
from receiver.commands.serve import prepare
from receiver.errors import CommandFailed
from receiver.storage import reading
from receiver.storage.engine import Database, open_database


def test_new() -> None:
    """A SQLite inbox that is not there is made and migrated."""
    prepare(settings(database_url="sqlite:///new.sqlite3"))
    with open_database("sqlite:///new.sqlite3") as database:
        assert [1] == stored(database)


def test_again(database: Database, database_url: str) -> None:
    """One that is there keeps what is in it."""
    stored(database)
    prepare(settings(database_url=database_url))
    with database.snapshot() as connection:
        assert 1 == len(reading.newest(connection, 5))


def test_no_database(database_url: str) -> None:
    """A file that is no database is told, and left alone."""
    file = make_url(database_url).database or ""
    with open(file, "w", encoding="utf-8") as other:  # noqa: PTH123 - its name is part of a URL
        other.write("Dear diary, " * 100)
    with pytest.raises(CommandFailed, match="file is not a database"):
        prepare(settings(database_url=database_url))
