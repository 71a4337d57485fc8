"""Connections to a database that may be away for a while."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, LiteralString, TypeVar
from weakref import WeakSet

from procrastinate import PsycopgConnector
from procrastinate.exceptions import ConnectorException
from psycopg import AsyncConnection, OperationalError
from psycopg_pool import AsyncConnectionPool
from sqlalchemy import make_url

from receiver.settings import Settings
from receiver.storage.databases.postgresql.connections import connect, hang_up

if TYPE_CHECKING:
    from procrastinate.connector import Notify as OnNotify

Result = TypeVar("Result")


class Patient(PsycopgConnector):
    """Waits for a database that is away, where Procrastinate's own would end the worker."""

    def __init__(self, settings: Settings) -> None:
        engine = connect(make_url(settings.database_url))
        arguments = engine.dialect.create_connect_args(engine.url)[1]
        pool: dict[str, Any] = {"kwargs": arguments, "min_size": 0, "max_size": 4}
        pool |= {"timeout": 1, "reconnect_timeout": 1, "configure": self._configure}
        super().__init__(pool_factory=_unchecked, **pool)
        self._connections = WeakSet[Any]()
        self._gives_up = False

    async def execute_query_async(self, query: LiteralString, **arguments: object) -> None:
        """Finish a job, or tell that the worker lives; what fails will be tidied up."""
        with suppress(ConnectorException):
            await self._again(partial(super().execute_query_async, query, **arguments))

    async def execute_query_one_async(
        self, query: LiteralString, **arguments: object
    ) -> dict[str, Any]:
        """Fetch a job."""
        return await self._again(partial(super().execute_query_one_async, query, **arguments))

    async def execute_query_all_async(
        self, query: LiteralString, **arguments: object
    ) -> list[dict[str, Any]]:
        """Find what is to be tidied up."""
        return await self._again(partial(super().execute_query_all_async, query, **arguments))

    async def listen_notify(self, on_notification: "OnNotify", channels: Iterable[str]) -> None:
        """Hear of new jobs."""
        while True:
            with suppress(ConnectorException):
                await super().listen_notify(on_notification, channels)
            await asyncio.sleep(1)

    def give_up(self) -> None:
        """Wait no longer, also where an answer is awaited that does not come."""
        self._gives_up = True
        for each in list(self._connections):
            hang_up(each)

    async def _again(self, query: Callable[[], Awaitable[Result]]) -> Result:
        while True:
            try:
                return await query()
            except ConnectorException as error:
                if self._gives_up or not isinstance(error.__cause__, OperationalError):
                    raise
            await asyncio.sleep(0.2)

    async def _configure(self, connection: AsyncConnection) -> None:
        self._connections.add(connection)
        await connection.set_autocommit(True)
        await connection.execute("SET synchronous_commit = off")  # hints may be lost, or come again


def _unchecked(**arguments: Any) -> AsyncConnectionPool:  # noqa: ANN401 - the pool's own
    """Return a pool that saves a round trip for each query: whoever fails tries again."""
    return AsyncConnectionPool(**arguments | {"check": None})
