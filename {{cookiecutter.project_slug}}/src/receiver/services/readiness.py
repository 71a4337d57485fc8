"""Readiness: whether the inbox takes a write now, tried once for all who ask at the same time."""

import asyncio
import math
from collections.abc import Sequence

from receiver.storage.engine import Database
from receiver.storage.group import GroupCommit
from receiver.storage.health import writable

LASTS = 0.5
"""Seconds for which a write that succeeded is an answer: who asks without a break, as anybody on
the inside can, has the disk written to no more often."""


class Readiness:
    """Tries the inbox. However many ask, at most one write is under way for them."""

    def __init__(self, database: Database, timeout: float, lasts: float = LASTS) -> None:
        self._database = database
        self._timeout = timeout
        self._lasts = lasts
        self._succeeded = -math.inf
        self._tries = GroupCommit[None, None](self._try)

    async def check(self) -> None:
        """Return if a write succeeds, or has a moment ago.

        Raises what the write does, `TimeoutError` if it takes too long, and `Unavailable` if
        too many wait for it.
        """
        loop = asyncio.get_running_loop()
        if loop.time() < self._succeeded + self._lasts:
            return
        async with asyncio.timeout(self._timeout):
            await self._tries.submit(None)
        self._succeeded = loop.time()

    async def _try(self, asked: Sequence[None]) -> Sequence[None]:
        await self._database.write(writable)
        return asked
