"""Lanes: threads for calls that may hang, before which nothing ever piles up."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from typing import Any, TypeVar

Result = TypeVar("Result")


class Lane:
    """Runs calls in threads: at most `threads` at a time, the others in the order they came.

    Who waits for a thread waits in the event loop and leaves nothing behind when it gives up;
    a call that has begun goes on without its caller, and has its thread until it returns.
    """

    def __init__(self, threads: int, name: str) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._free = asyncio.Semaphore(threads)
        self._calls: set[Future[Any]] = set()

    async def run(self, call: Callable[[], Result]) -> Result:
        """Return what the call returns, or raise what it raises."""
        loop = asyncio.get_running_loop()
        await self._free.acquire()
        try:
            future = self.submit(call)
        except RuntimeError:
            self._free.release()
            raise
        future.add_done_callback(lambda _: self._release(loop))
        return await asyncio.wrap_future(future)

    def submit(self, call: Callable[[], Result]) -> Future[Result]:
        """Have a call run behind those that run; raises `RuntimeError` once the lane is closed."""
        future = self._threads.submit(call)
        self._calls.add(future)
        future.add_done_callback(self._calls.discard)
        return future

    def close(self, seconds: float) -> bool:
        """Take no more calls, and say whether all have ended within so many seconds."""
        self._threads.shutdown(wait=False)
        return not wait(list(self._calls), seconds).not_done

    def join(self) -> None:
        """Wait until the threads have ended."""
        self._threads.shutdown()

    def _release(self, loop: asyncio.AbstractEventLoop) -> None:
        with suppress(RuntimeError):  # the loop is closed, and nobody waits
            loop.call_soon_threadsafe(self._free.release)
