"""Deadlines: times by which a sender must have done its part, or else."""

import asyncio
import math
from collections.abc import Callable


class Deadline:
    """Calls `missed` so many seconds after its start, unless it is stopped before.

    `at` is that moment on the loop's clock, infinity while nothing is waited for. Starting it
    while it runs changes nothing. Its timer is left alone when it is stopped, and set anew when
    it goes off too early: of the thousands that are met, none costs a timer of its own.
    """

    def __init__(
        self, loop: asyncio.AbstractEventLoop, seconds: float, missed: Callable[[], None]
    ) -> None:
        self.at = math.inf
        self._loop = loop
        self._seconds = seconds
        self._missed = missed
        self._timer: asyncio.TimerHandle | None = None

    @property
    def is_running(self) -> bool:
        """Say whether it was started, and neither stopped nor missed since."""
        return self.at < math.inf

    def start(self, seconds: float | None = None) -> None:
        """Start the clock, if it is not running; it may have more or fewer seconds this time."""
        if self.at < math.inf:
            return
        self.at = self._loop.time() + (self._seconds if seconds is None else seconds)
        if self._timer is not None and self._timer.when() > self.at:
            self.end()
        if self._timer is None:
            self._timer = self._loop.call_at(self.at, self._look)

    def stop(self) -> None:
        """Stop the clock: it was met."""
        self.at = math.inf

    def end(self) -> None:
        """Wait for nothing any more, and hold nothing."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        self._timer = None
        if self.at <= self._loop.time():
            self.at = math.inf
            self._missed()
        elif self.at < math.inf:
            self._timer = self._loop.call_at(self.at, self._look)
