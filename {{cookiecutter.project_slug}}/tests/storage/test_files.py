"""A file that is deleted or replaced under the service: nobody would find what is written."""

import shutil
from pathlib import Path

import pytest

from inboxes import stored
from receiver.services.readiness import Readiness
from receiver.storage.databases.sqlite.files import FileGone
from receiver.storage.health import writable
from receiver.storage.opening import open_database


@pytest.fixture
def database_kind() -> str:
    """The one kind that is a file."""
    return "sqlite"


def path_of(database_url: str) -> Path:
    """Return the file of a database."""
    return Path(database_url.removeprefix("sqlite:///"))


async def test_deleted(database_url: str) -> None:
    """The service is no longer ready, and says why, although SQLite takes what is written."""
    with open_database(database_url) as database:
        readiness = Readiness(database, 5, lasts=0)
        await readiness.check()
        path_of(database_url).unlink()
        with pytest.raises(FileGone, match="was deleted or replaced"):
            await readiness.check()
        assert [1] == stored(database)


async def test_replaced(database_url: str) -> None:
    """So it is when another file is there, such as a copy that was restored, until it is opened."""
    path = path_of(database_url)
    with open_database(database_url) as database:
        await database.write(writable)
        copy = path.with_suffix(".copy")
        shutil.copy(path, copy)
        copy.replace(path)
        with pytest.raises(FileGone):
            await database.write(writable)
    with open_database(database_url) as database:
        await database.write(writable)
