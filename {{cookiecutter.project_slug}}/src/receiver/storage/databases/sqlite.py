"""SQLite: a file that belongs to the service, with one writer at a time.

https://www.sqlite.org/wal.html
"""

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql.compiler import SQLCompiler

from receiver.storage.clock import now
from receiver.storage.databases.base import Kind

PRAGMAS = (
    "PRAGMA busy_timeout = 1500",  # shorter than the 2 s after which a sender hears 503
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a commit is on the disk before it is answered
    "PRAGMA foreign_keys = ON",
)


def connect(url: URL) -> Engine:
    """Return the engine of a URL."""
    engine = create_engine(url)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Set the pragmas, and leave BEGIN to us: sqlite3 itself would begin too late and deferred."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    """Begin a writer with its lock, so that it can only wait at the start and never deadlock."""
    reads = connection.get_execution_options().get("reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


@compiles(now, "sqlite")
def _now(_element: now, _compiler: SQLCompiler, **_options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's protocol
    return "((julianday('now') - 2440587.5) * 86400.0)"


DATABASE = Kind(
    example="sqlite:////var/lib/receiver/inbox.sqlite3",
    connect=connect,
    writers=1,
    private=True,
)
