"""Deadlines: times by which a sender must have done its part, or else."""

import asyncio
from collections.abc import Callable


class Deadline:
    """Calls `missed` so many seconds after its start, unless it is stopped before.

    `at` is that moment on the loop's clock. Starting it while it runs changes nothing.
    """

    def __init__(
        self, loop: asyncio.AbstractEventLoop, seconds: float, missed: Callable[[], None]
    ) -> None:
        self.at = 0.0
        self._loop = loop
        self._seconds = seconds
        self._missed = missed
        self._timer: asyncio.TimerHandle | None = None

    @property
    def is_running(self) -> bool:
        """Say whether it was started, and neither stopped nor missed since."""
        return self._timer is not None

    def start(self, seconds: float | None = None) -> None:
        """Start the clock, if it is not running; it may have more or fewer seconds this time."""
        if self._timer is None:
            self.at = self._loop.time() + (self._seconds if seconds is None else seconds)
            self._timer = self._loop.call_at(self.at, self._miss)

    def stop(self) -> None:
        """Stop the clock: it was met."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _miss(self) -> None:
        self._timer = None
        self._missed()
