"""An event loop beside threads, for handlers that are async where the engine is not."""

import asyncio
from collections.abc import Callable, Coroutine
from threading import Thread
from typing import Any


class Loop:
    """An event loop in a thread, for as long as the process works."""

    _loop: asyncio.AbstractEventLoop
    _thread: Thread | None = None

    def start(self, first: Coroutine[Any, Any, None]) -> None:
        """Start it, and wait for the first thing that it does."""
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="loop", daemon=True)
        self._thread.start()
        self.run(first)

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Have it do something, and wait for that."""
        asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def call(self, function: Callable[[], None]) -> None:
        """Have a function called in it, if it runs, and do not wait."""
        if self._thread:
            self._loop.call_soon_threadsafe(function)

    def stop(self, last: Coroutine[Any, Any, None]) -> None:
        """Stop it after the last thing that it does, unless that was done."""
        if self._thread is None:
            last.close()
            return
        self.run(last)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._thread = None
