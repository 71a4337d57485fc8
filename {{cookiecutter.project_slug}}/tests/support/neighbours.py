"""Neighbours: deliveries that nothing is wrong with, and how long each waits for its handler."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from fake import delivery
from receiver import Delivery, on
from receiver.services.running import Running
from serving import accept, true_in_time

PAUSE = 0.01
"""Seconds between two of them."""


class Neighbours:
    """Sends deliveries and handles them, for the longest time that one had to wait."""

    def __init__(self) -> None:
        self.waited: dict[str, float] = {}
        self._sent: dict[str, float] = {}

    def handler(self) -> Callable[..., Any]:
        """Return the handler that notes how long a delivery waited."""

        @on("fake", "neighbour")
        async def note(delivery: Delivery) -> None:
            self.waited[delivery.id] = time.monotonic() - self._sent[delivery.id]

        return note

    async def slowest(self, running: Running, name: str, count: int) -> float:
        """Have some accepted, one by one, and return the seconds that the slowest waited."""
        names = [f"{name}-{number}" for number in range(count)]
        for each in names:
            self._sent[each] = time.monotonic()
            await accept(running, delivery(each, event="neighbour"))
            await asyncio.sleep(PAUSE)
        await true_in_time(lambda: self.waited.keys() >= set(names))
        return max(self.waited[each] for each in names)
