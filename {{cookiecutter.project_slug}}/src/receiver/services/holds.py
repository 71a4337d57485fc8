"""Holds: the deliveries that this process is at, and the end that stopping puts to them."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from receiver.services.progress import Progress
from receiver.storage.claims import Claim


class Holds:
    """What is being processed, by whom."""

    def __init__(self) -> None:
        self.is_stopping = False
        self._held: dict[Progress, asyncio.Task[Any] | None] = {}

    @contextmanager
    def hold(self, progress: Progress) -> Iterator[None]:
        """Have a delivery held while this task is at it."""
        self._held[progress] = asyncio.current_task()
        try:
            yield
        finally:
            del self._held[progress]

    def claims(self) -> list[Claim]:
        """Return the claims, as they stand now."""
        return [each.claim for each in self._held]

    def stop(self, grace: float) -> None:
        """Let nothing else begin, and cut off what is not done in so many seconds.

        The grace may be made shorter later, and no longer.
        """
        self.is_stopping = True
        asyncio.get_running_loop().call_later(grace, self._cut_off)

    def _cut_off(self) -> None:
        for task in self._held.values():
            if task:
                task.cancel()
