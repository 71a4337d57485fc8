"""One attempt of one handler: called with its limits, and judged by what it raised."""

import asyncio
import time
from inspect import isawaitable
from typing import Any

from receiver.deliveries import Delivery
from receiver.handling import Handler
from receiver.retries import GiveUp, RetryLater
from receiver.services.explanations import message_of, where
from receiver.services.interruptions import interruptions
from receiver.services.runs import Run, Verdict
from receiver.services.threads import in_thread
from receiver.storage.outcomes import Attempt


async def run(
    handler: Handler,
    delivery: Delivery,
    timeout: float,  # noqa: ASYNC109 - it is a limit for the handler
    *resources: object,
) -> Run:
    """Run one handler once, with `resources` as its last arguments; never raises what it raised."""
    started = time.time()
    before = time.monotonic()
    verdict, error = await _judged(handler, delivery, timeout, resources)
    attempt = Attempt(
        handler=handler.name,
        started_at=started,
        duration=time.monotonic() - before,
        outcome=verdict,
        cause=type(error).__name__ if error else "",
        message=message_of(error) if error else "",
    )
    after = error.after if isinstance(error, RetryLater) else None
    return Run(verdict, attempt, after, where(error) if error else "")


async def _judged(
    handler: Handler, delivery: Delivery, limit: float, resources: tuple[object, ...]
) -> tuple[Verdict, BaseException | None]:
    try:
        arguments = handler.arguments(delivery)
    except ValueError as error:
        return Verdict.DEAD, error
    except BaseException as error:  # noqa: BLE001 - the model's own code broke, not the payload
        return Verdict.FAILED, error
    is_ours = interruptions()
    try:
        async with asyncio.timeout(limit):
            await _call(handler, (*arguments, *resources))
    except BaseException as error:
        if is_ours(error):
            raise
        if type(error) is TimeoutError and not error.args:
            error = TimeoutError(f"no end after {limit:g} s")
        return Verdict.DEAD if isinstance(error, GiveUp) else Verdict.FAILED, error
    return Verdict.DONE, None


async def _call(handler: Handler, arguments: tuple[Any, ...]) -> None:
    """Call the function; one that is not async runs in a thread, so as to hold up nobody.

    A plain wrapper around an async function returns what there is still to be awaited.
    """
    if handler.is_async:
        await handler.function(*arguments)
    elif isawaitable(result := await in_thread(handler.function, *arguments)):
        await result
