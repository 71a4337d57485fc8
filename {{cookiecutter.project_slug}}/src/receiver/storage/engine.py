"""The database: transactions in threads, as many writing at a time as it can bear."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import TYPE_CHECKING, Concatenate
from weakref import WeakSet

from sqlalchemy import Connection, Engine, event

from receiver.storage.databases.base import Kind
from receiver.storage.lanes import Lane
from receiver.storage.transactions import Parameters, Result, Transactions

if TYPE_CHECKING:
    from sqlalchemy.pool import ConnectionPoolEntry

LAST_SECONDS = 5.0
"""Seconds that what runs may take when the database is closed, before its connection is cut."""


class Database:
    """Runs functions of a `Connection` in transactions, away from the event loop.

    `turn` is for whoever is to write where one writes at a time; else it is None. It is had in
    the order of asking, where waiting for the database's own lock is a matter of luck.
    """

    def __init__(self, engine: Engine, kind: Kind) -> None:
        self.kind = kind
        self.url = engine.url
        self.turn = asyncio.Lock() if kind.writers == 1 else None
        self._engine = engine
        self._upkeep = kind.upkeep(engine)
        self._entries: WeakSet[ConnectionPoolEntry] = WeakSet()
        event.listen(engine, "connect", lambda _, entry: self._entries.add(entry))
        self._transactions = Transactions(engine, kind)
        self._writer = Lane(kind.writers, "inbox-writer")
        self._reader = Lane(1, "inbox-reader")
        self._surveyor = Lane(1, "inbox-surveyor")

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Open a writing transaction in this thread: commits at the end, rolls back on errors."""
        with self._engine.begin() as connection:
            yield connection
        if self._upkeep.due():
            self._upkeep.run()

    def snapshot(self) -> AbstractContextManager[Connection]:
        """Open a reading transaction in this thread, which neither waits for writers nor writes."""
        return self._transactions.snapshot()

    def migrating(self) -> AbstractContextManager[Connection]:
        """Open the connection for migrations, when no other process migrates."""
        return self.kind.migrating(self._engine)

    async def write(
        self,
        work: Callable[Concatenate[Connection, Parameters], Result],
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Result:
        """Return what `work` returns, once its transaction is committed; upkeep comes after."""
        async with self.turn or nullcontext():
            result = await self._writer.run(lambda: self._transactions.write(work, *args, **kwargs))
        if self._upkeep.due():
            with suppress(RuntimeError):  # closed meanwhile
                self._writer.submit(self._upkeep.run)
        return result

    async def read(
        self,
        work: Callable[Concatenate[Connection, Parameters], Result],
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Result:
        """Return what `work` returns, from a snapshot."""
        return await self._reader.run(lambda: self._transactions.read(work, *args, **kwargs))

    async def survey(
        self,
        work: Callable[Concatenate[Connection, Parameters], Result],
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Result:
        """Return that as well, of what may take long: the service's own reading goes on beside."""
        return await self._surveyor.run(lambda: self._transactions.read(work, *args, **kwargs))

    def close(self) -> None:
        """Finish what is being written, if that can be; and close every connection."""
        lanes = (self._writer, self._reader, self._surveyor)
        if not all(lane.close(LAST_SECONDS) for lane in lanes):
            for entry in list(self._entries):
                self.kind.hang_up(entry.driver_connection)
        for lane in lanes:
            lane.join()
        self._engine.dispose()
