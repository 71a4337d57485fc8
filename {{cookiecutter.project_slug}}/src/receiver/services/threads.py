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


async def in_thread(function: Callable[..., Any], *arguments: Any) -> Any:  # noqa: ANN401 - the function's own
    """Call a function in a daemon thread and return what it returns; raises what it raised."""
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[tuple[Any, BaseException | None]] = loop.create_future()
    context = copy_context()

    def tell(end: tuple[Any, BaseException | None]) -> None:
        if not ended.done():
            ended.set_result(end)

    def call() -> None:
        end: tuple[Any, BaseException | None]
        try:
            end = context.run(function, *arguments), None
        except BaseException as error:  # noqa: BLE001 - the caller's to judge
            end = None, error
        with suppress(RuntimeError):  # the loop is closed, nobody waits any more
            loop.call_soon_threadsafe(tell, end)

    Thread(target=call, name=f"handler-{function.__name__}", daemon=True).start()
    result, failure = await ended
    if failure is not None:
        raise failure  # here, for a future takes no StopIteration
    return result
