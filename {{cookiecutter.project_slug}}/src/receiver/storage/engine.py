"""Connections: one writing thread per process, so that SQLite never waits for itself."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from receiver.errors import SettingsInvalid
from receiver.settings import variable

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

PRAGMAS = (
    "PRAGMA busy_timeout = 1500",  # shorter than the 2 s after which a sender hears 503
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a commit is on the disk before it is answered
    "PRAGMA foreign_keys = ON",
)


class Database:
    """Runs functions of a `Connection` in transactions, away from the event loop."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = engine.execution_options(begin="BEGIN")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="inbox-writer")
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="inbox-reader")

    def transaction(self) -> AbstractContextManager[Connection]:
        """Open a writing transaction in this thread: commits at the end, rolls back on errors."""
        return self._engine.begin()

    def snapshot(self) -> AbstractContextManager[Connection]:
        """Open a reading transaction in this thread, which neither waits for writers nor writes."""
        return self._reading.begin()

    async def write(
        self,
        work: Callable[Concatenate[Connection, Parameters], Result],
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Result:
        """Return what `work` returns, once its transaction is committed."""
        return await _in(self._writer, self.transaction, lambda c: work(c, *args, **kwargs))

    async def read(
        self,
        work: Callable[Concatenate[Connection, Parameters], Result],
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Result:
        """Return what `work` returns, from a snapshot."""
        return await _in(self._reader, self.snapshot, lambda c: work(c, *args, **kwargs))

    def close(self) -> None:
        """Finish what is being written and close every connection."""
        self._writer.shutdown()
        self._reader.shutdown()
        self._engine.dispose()


async def _in(
    thread: ThreadPoolExecutor,
    begin: Callable[[], AbstractContextManager[Connection]],
    work: Callable[[Connection], Result],
) -> Result:
    def transaction() -> Result:
        with begin() as connection:
            return work(connection)

    return await asyncio.get_running_loop().run_in_executor(thread, transaction)


@contextmanager
def open_database(url: str) -> Iterator[Database]:
    """Open the database of a SQLAlchemy URL; nothing is connected before the first use.

    Raises `SettingsInvalid` for a URL that is none, or that needs a driver which is not here.
    """
    try:
        engine = create_engine(url)
    except (ArgumentError, ImportError):
        message = (
            f"{variable('database_url')}: no database that this project can open; "
            "for example sqlite:///receiver.sqlite3 or sqlite:////var/lib/receiver/inbox.sqlite3"
        )
        raise SettingsInvalid(message) from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    database = Database(engine)
    try:
        yield database
    finally:
        database.close()


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Set the pragmas, and leave BEGIN to us: sqlite3 itself would begin too late and deferred."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    """Begin a writer with its lock, so that it can only wait at the start and never deadlock."""
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN IMMEDIATE"))
