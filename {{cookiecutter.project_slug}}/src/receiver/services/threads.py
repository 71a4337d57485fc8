"""Threads for handlers that are not async: one a call, and none that the process must wait for.

A pool would do for functions that end. One that hangs would keep its place in the pool for
ever, and keep the service from stopping; a thread of its own can be left behind.
"""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from typing import Any

NAME = "handler-"
MOST = 1000
"""How many may run, most of them left behind: as many as there can be workers."""


async def in_thread(function: Callable[..., Any], *arguments: Any) -> Any:  # noqa: ANN401 - the function's own
    """Call a function in a daemon thread and return what it returns; raises what it raised.

    Raises `RuntimeError` if too many threads run already, which is what hanging comes to.
    """
    if sum(each.name.startswith(NAME) for each in threading.enumerate()) >= MOST:
        message = f"{MOST} handlers hang in their threads"
        raise RuntimeError(message)
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

    threading.Thread(target=call, name=NAME + function.__name__, daemon=True).start()
    result, failure = await ended
    if failure is not None:
        raise failure  # here, for a future takes no StopIteration
    return result
