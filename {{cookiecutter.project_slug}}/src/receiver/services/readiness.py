"""Readiness: whether the inbox takes a write now, tried once for all who ask at the same time."""

import asyncio
from collections.abc import Sequence

from receiver.storage.engine import Database
from receiver.storage.group import GroupCommit
from receiver.storage.health import writable


class Readiness:
    """Tries the inbox. However many ask, at most one write is under way for them."""

    def __init__(self, database: Database, timeout: float) -> None:
        self._database = database
        self._timeout = timeout
        self._tries = GroupCommit[None, None](self._try)

    async def check(self) -> None:
        """Return if a write succeeds.

        Raises what the write does, `TimeoutError` if it takes too long, and `Unavailable` if
        too many wait for it.
        """
        async with asyncio.timeout(self._timeout):
            await self._tries.submit(None)

    async def _try(self, asked: Sequence[None]) -> Sequence[None]:
        await self._database.write(writable)
        return asked
