"""Glances: what people keep looking at is read again for all of them at one bounded pace.

However many look, there is one reading of the inbox a second in this process. Who looks at the same
is answered by the same reading; different views have it in turn.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

Value = TypeVar("Value")

PACE = 1.0
"""Seconds for each reading."""
WAITING = 3
"""How many views may wait for their turn; another one is told to ask again."""
KEPT = 20
SLICE = 0.1
"""Seconds after which one that waits looks whether the service stops."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What was seen, and when."""

    at: float
    value: Any


class Glances:
    """Reads views in turn. No new reading begins while the service is `stopping`."""

    def __init__(
        self, stopping: Callable[[], bool], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stopping = stopping
        self._clock = clock
        self._turn = asyncio.Lock()
        self._next = 0.0
        self._kept: OrderedDict[Hashable, Glance] = OrderedDict()
        self._under_way: dict[Hashable, asyncio.Task[Any]] = {}

    async def look(
        self, view: Hashable, read: Callable[[], Awaitable[Value]], cost: int = 1
    ) -> Value | None:
        """Return a view as it was a second ago at most; None if its turn does not come soon.

        `cost` is how many readings it takes.
        """
        kept = self._kept.get(view)
        if kept and self._clock() - kept.at < PACE:
            return cast("Value", kept.value)
        task = self._under_way.get(view)
        if task is None:
            if len(self._under_way) >= WAITING or self._stopping():
                return None
            task = asyncio.create_task(self._read(view, read, cost))
            task.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
            self._under_way[view] = task
        return cast("Value | None", await asyncio.shield(task))

    async def _read(
        self, view: Hashable, read: Callable[[], Awaitable[Value]], cost: int
    ) -> Value | None:
        try:
            async with self._turn:
                while (pause := self._next - self._clock()) > 0:
                    if self._stopping():
                        return None
                    await asyncio.sleep(min(pause, SLICE))
                self._next = self._clock() + cost * PACE
                value = await read()
            self._keep(view, value)
            return value
        finally:
            del self._under_way[view]

    def _keep(self, view: Hashable, value: object) -> None:
        self._kept[view] = Glance(self._clock(), value)
        self._kept.move_to_end(view)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
