"""Connections to SQLite: durable, and writing one at a time."""

import sqlite3
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from receiver.storage.databases.sqlite import checkpoints, files, write_lock
from receiver.storage.turns import take_turn

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

PRAGMAS = (
    write_lock.PRAGMA,
    *checkpoints.PRAGMAS,
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a commit is on the disk before it is answered
    "PRAGMA foreign_keys = ON",
)
OPEN_AGAIN = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR}
BROKEN = "broken"


def connect(url: URL) -> Engine:
    """Return the engine of a URL; the connection last used comes first, for it knows the pages."""
    engine = create_engine(url, poolclass=QueuePool, pool_use_lifo=True)
    listen(engine)
    event.listen(engine, "connect", files.note)
    event.listen(engine, "begin", begin)
    return engine


def connect_async(url: URL) -> "AsyncEngine":
    """Return the engine of handlers' sessions, which wait for its one connection in turn."""
    from sqlalchemy.ext.asyncio import create_async_engine  # noqa: PLC0415 - few need it

    engine = create_async_engine(
        url.set(drivername="sqlite+aiosqlite"), pool_size=1, max_overflow=0, pool_timeout=None
    )
    listen(engine.sync_engine)
    event.listen(engine.sync_engine, "begin", begin_async)
    return engine


def listen(engine: Engine) -> None:
    """See to the connections of an engine."""
    event.listen(engine, "connect", prepare)
    event.listen(engine, "handle_error", remember)
    event.listen(engine, "checkin", replace)


def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Set a connection's pragmas, and leave BEGIN to us: sqlite3 would begin late and deferred."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def begin(connection: Connection) -> None:
    """Begin a writer with its lock, so that it can only wait at the start and never deadlock."""
    if connection.get_execution_options().get("reads", False):
        connection.exec_driver_sql("BEGIN")
    else:
        write_lock.take(connection)


def begin_async(connection: Connection) -> None:
    """Begin when it is the session's turn within this process, and then with the lock of all."""
    take_turn(connection)
    write_lock.take_async(connection)


def remember(context: ExceptionContext) -> None:
    """Remember of a connection that it found the file read-only, and will find it so for ever."""
    code = getattr(context.original_exception, "sqlite_errorcode", 0)
    if context.connection and code & 0xFF in OPEN_AGAIN:  # the other bytes tell details
        context.connection.info[BROKEN] = True


def replace(_connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    """Let a new connection follow such a one, once its transaction is rolled back."""
    if entry.info.get(BROKEN):
        entry.invalidate()
