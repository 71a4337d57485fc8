"""Files: one that is deleted or replaced under its connections takes writes that nobody will find.

SQLite goes on writing to the file that was there. https://www.sqlite.org/howtocorrupt.html
"""

from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

OPENED = "opened"
LIST = "PRAGMA database_list"


class FileGone(OperationalError):
    """The file that a connection writes to is no longer the one at its path."""

    def __init__(self, path: str) -> None:
        super().__init__(LIST, {}, Exception(f"{path} was deleted or replaced"))


def note(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    """Take note of the file that a connection has opened; a database in memory has none."""
    cursor = connection.cursor()
    cursor.execute(LIST)
    path = next((str(row[2]) for row in cursor.fetchall() if row[1] == "main"), "")
    cursor.close()
    entry.info[OPENED] = (path, _identity(path)) if path else None


def check(connection: Connection) -> None:
    """Raise `FileGone` unless it is still there."""
    opened = connection.info.get(OPENED)
    if opened is not None and _identity(opened[0]) != opened[1]:
        raise FileGone(opened[0])


def _identity(path: str) -> tuple[int, int] | None:
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
