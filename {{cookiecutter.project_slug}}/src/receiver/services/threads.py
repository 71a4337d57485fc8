"""Threads for handlers that are not async: one a call, and none that the process must wait for.

A pool would do for functions that end. One that hangs would keep its place in the pool for
ever, and keep the service from stopping; a thread of its own can be left behind.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from threading import Thread
from typing import Any


async def in_thread(function: Callable[..., Any], *arguments: Any) -> None:  # noqa: ANN401 - the function's own
    """Call a function in a daemon thread and wait for it; raises what it raised."""
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[None] = loop.create_future()
    context = copy_context()

    def tell(error: BaseException | None) -> None:
        if not ended.done():
            ended.set_result(None) if error is None else ended.set_exception(error)

    def call() -> None:
        failure = None
        try:
            context.run(function, *arguments)
        except BaseException as error:  # noqa: BLE001 - the caller's to judge
            failure = error
        with suppress(RuntimeError):  # the loop is closed, nobody waits any more
            loop.call_soon_threadsafe(tell, failure)

    Thread(target=call, name=f"handler-{function.__name__}", daemon=True).start()
    await ended
