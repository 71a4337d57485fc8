"""Connections: transactions in threads, as many writing at a time as the database can bear."""

import asyncio
import random
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar
from weakref import WeakSet

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError

from receiver.storage.databases.base import Kind
from receiver.storage.lanes import Lane

if TYPE_CHECKING:
    from sqlalchemy.pool import ConnectionPoolEntry

TRIES = 3
"""How often a transaction is run that fails for what others do at the same moment."""
LAST_SECONDS = 5.0
"""Seconds that what runs may take when the database is closed, before its connection is cut."""

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


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
        self._reading = engine.execution_options(reads=True, **kind.snapshot)
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
        return self._reading.begin()

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
            result = await self._writer.run(lambda: self._write(lambda c: work(c, *args, **kwargs)))
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
        return await self._reader.run(lambda: self._read(lambda c: work(c, *args, **kwargs)))

    async def survey(
        self,
        work: Callable[Concatenate[Connection, Parameters], Result],
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Result:
        """Return that as well, of what may take long: the service's own reading goes on beside."""
        return await self._surveyor.run(lambda: self._read(lambda c: work(c, *args, **kwargs)))

    def close(self) -> None:
        """Finish what is being written, if that can be; and close every connection."""
        lanes = (self._writer, self._reader, self._surveyor)
        if not all(lane.close(LAST_SECONDS) for lane in lanes):
            for entry in list(self._entries):
                self.kind.hang_up(entry.driver_connection)
        for lane in lanes:
            lane.join()
        self._engine.dispose()

    def _write(self, work: Callable[[Connection], Result]) -> Result:
        """Run a transaction in this thread, again if others were in its way at that moment."""
        for tried in range(1, TRIES):
            try:
                with self._engine.begin() as connection:
                    return work(connection)
            except DBAPIError as error:
                if not self.kind.runs_again(error):
                    raise
            time.sleep(random.uniform(0, 0.05 * tried))  # noqa: S311 - the others go first
        with self._engine.begin() as connection:
            return work(connection)

    def _read(self, work: Callable[[Connection], Result]) -> Result:
        with self.snapshot() as connection:
            return work(connection)
