"""`receiver serve` prepares the inbox before anything is received."""

from contextlib import nullcontext
from pathlib import Path

import pytest
from sqlalchemy import text

from fake import settings
from inboxes import stored
from receiver.commands.inbox.schema import prepare
from receiver.errors import CommandFailed
from receiver.storage import databases, reading
from receiver.storage.engine import Database
from receiver.storage.migrations import VERSIONS, Standing, standing
from receiver.storage.opening import open_database


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


def test_no_database(tmp_path: Path) -> None:
    """A file that is no database is told, and left alone."""
    file = tmp_path / "diary"
    file.write_text("Dear diary, " * 100)
    with pytest.raises(CommandFailed, match="file is not a database"):
        prepare(settings(database_url=f"sqlite:///{file}"))
    assert "Dear diary, " * 100 == file.read_text()


def test_older(empty_url: str, database_kind: str) -> None:
    """An inbox that is not at this version's schema is migrated if it is the service's own."""
    private = databases.load(database_kind).private
    with nullcontext() if private else pytest.raises(CommandFailed, match="Run: receiver migrate"):
        prepare(settings(database_url=empty_url))
    with open_database(empty_url) as database, database.snapshot() as connection:
        assert (Standing.CURRENT if private else Standing.OLDER) == standing(connection)


def test_newer(database: Database, database_url: str) -> None:
    """One that a newer version has migrated is fine: versions are exchanged one by one."""
    with database.transaction() as connection:
        connection.execute(text(f"UPDATE {VERSIONS} SET version_num = '9999'"))  # noqa: S608 - our own
    prepare(settings(database_url=database_url))
    assert [1] == stored(database)
