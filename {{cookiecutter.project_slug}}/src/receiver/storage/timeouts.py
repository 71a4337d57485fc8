"""Timeouts of many futures that wait equally long: one timer for all, at the oldest one's time."""

import asyncio
from typing import Any


class Timeouts:
    """Gives each future `seconds` from its start; one that is late fails with `TimeoutError`."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._latest: dict[asyncio.Future[Any], float] = {}
        self._timer: asyncio.TimerHandle | None = None

    def start(self, future: asyncio.Future[Any]) -> None:
        """Begin with the newest future."""
        loop = future.get_loop()
        self._latest[future] = latest = loop.time() + self._seconds
        if self._timer is None:
            self._timer = loop.call_at(latest, self._look, loop)

    def end(self, future: asyncio.Future[Any]) -> None:
        """Forget a future; that its timer goes off in vain costs less than to set another one."""
        del self._latest[future]

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer, now = None, loop.time()
        for future, latest in self._latest.items():
            if latest > now:
                self._timer = loop.call_at(latest, self._look, loop)
                break
            if not future.done():
                future.set_exception(TimeoutError())
