"""Sessions: opened for one handler each, and rolled back unless they were committed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cached_property
from typing import TYPE_CHECKING

import structlog
from sqlalchemy.exc import SQLAlchemyError

from receiver.storage.engine import Database
from receiver.storage.turns import Turn

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

    from receiver.storage.effects import Effects

log = structlog.get_logger()


class Sessions:
    """Opens the sessions of handlers. Nothing is connected before the first of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Effects"]:
        """Open a session for one handler; what is not committed at the end is rolled back.

        Its transaction begins with its first statement. Where one writes at a time, it waits
        for its turn then, and has everybody else wait from then on.
        """
        from receiver.storage.effects import Effects  # noqa: PLC0415 - most services need none

        effects = Effects(self._engine, Turn(self._database.turn))
        try:
            yield effects
        finally:
            try:
                await asyncio.shield(_closed(effects.session))
            finally:
                effects.turn.end()

    async def aclose(self) -> None:
        """Close every connection."""
        if "_engine" in vars(self):
            await self._engine.dispose()

    @cached_property
    def _engine(self) -> "AsyncEngine":
        from receiver.storage.effects import watch  # noqa: PLC0415 - most services need none

        engine = self._database.kind.connect_async(self._database.url)
        watch(engine)
        return engine


async def _closed(session: "AsyncSession") -> None:
    """Close a session; if even that fails, its connection is gone and has taken all with it."""
    try:
        try:
            await session.rollback()  # closing alone would leave open what failed to commit
        finally:
            await session.close()
    except SQLAlchemyError as error:
        log.warning("session.not_closed", cause=type(error).__name__)
