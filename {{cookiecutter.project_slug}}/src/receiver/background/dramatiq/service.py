"""The service as a middleware of Dramatiq: it begins before the first message, and ends after."""

import os
import signal
import time
from collections.abc import Callable
from threading import Timer
from typing import Any

from dramatiq import Broker, Middleware, Worker
from dramatiq.asyncio import get_event_loop_thread

from receiver.background.base import Work, beginning


class Service(Middleware):
    """Opens the work before the first message, and closes it after the last one."""

    def __init__(self, work: Work, grace: float, leave: Callable[[int], object] = os._exit) -> None:
        self._work, self._grace, self._leave = work, grace, leave

    def before_worker_boot(self, _broker: Broker, _worker: Worker) -> None:
        """Open it, and have the first signal drain it; Dramatiq would end at once at a second."""
        thread: Any = get_event_loop_thread()
        try:
            with beginning():
                thread.run_coroutine(self._work.open())
        except SystemExit:
            thread.stop()  # the process would wait for it
            raise
        stop: Any = signal.getsignal(signal.SIGTERM)

        def drain(*what: object) -> None:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            thread.loop.call_soon_threadsafe(self._work.drain)
            stop(*what)

        signal.signal(signal.SIGTERM, drain)

    def before_worker_shutdown(self, _broker: Broker, worker: Worker) -> None:
        """Wait for what runs: Dramatiq itself waits the less the more threads it has.

        It has a second then to take its leave of a broker, for that may be frozen.
        """
        end = time.monotonic() + self._grace
        for each in worker.workers:
            each.stop()
        for each in worker.workers:
            each.join(max(0, end - time.monotonic()))
        thread: Any = get_event_loop_thread()
        thread.run_coroutine(self._work.close())
        leaving = Timer(1, self._leave, (0,))
        leaving.daemon = True
        leaving.start()
