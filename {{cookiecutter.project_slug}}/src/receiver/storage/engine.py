"""Connections: transactions in threads, as many writing at a time as the database can bear."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError

from receiver.errors import SettingsInvalid
from receiver.settings import variable
from receiver.storage import databases
from receiver.storage.databases.base import Kind

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class Database:
    """Runs functions of a `Connection` in transactions, away from the event loop."""

    def __init__(self, engine: Engine, kind: Kind) -> None:
        self.kind = kind
        self._engine = engine
        self._reading = engine.execution_options(reads=True)
        self._writer = ThreadPoolExecutor(kind.writers, thread_name_prefix="inbox-writer")
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

    Raises `SettingsInvalid` for a URL that is none, or of a database that this project has not.
    """
    try:
        parsed = make_url(url)
        kind = databases.load(parsed.get_backend_name())
        engine = kind.connect(parsed)
    except (ArgumentError, ImportError, KeyError):
        examples = " or ".join(databases.load(name).example for name in databases.names())
        message = (
            f"{variable('database_url')}: no database that this project can open; "
            f"for example {examples}"
        )
        raise SettingsInvalid(message) from None
    database = Database(engine, kind)
    try:
        yield database
    finally:
        database.close()
