"""Tallies: the counts at the top of the list, which no page waits for long.

Counting a very large inbox takes seconds. Until that is done the last counts stand, if there are
any, and the page finds the new ones when it looks again.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from receiver.deliveries import State

SECONDS = 0.5
"""How long a page waits for them."""

Counts = Mapping[str, Mapping[State, int]]


class Tallies:
    """Has deliveries counted, and remembers the counts."""

    def __init__(self, count: Callable[[], Awaitable[Counts]]) -> None:
        self._count = count
        self._last: Counts | None = None

    async def counts(self) -> Counts | None:
        """Return how many deliveries of each source are in each state; None if nobody knows yet."""
        try:
            async with asyncio.timeout(SECONDS):
                self._last = await self._count()
        except TimeoutError:
            pass
        return self._last
