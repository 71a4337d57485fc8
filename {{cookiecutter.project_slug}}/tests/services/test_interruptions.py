"""Interruptions: an attempt that we end is not judged; what its handler raises alike is."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from fake import delivery
from receiver import Delivery, on
from receiver.discovery import collect
from receiver.services.attempts import run
from receiver.services.runs import Run, Verdict


async def made(function: Callable[..., Any]) -> Run:
    """Return what an attempt of a handler comes to."""
    (handler,) = collect([function]).all
    return await run(handler, delivery(), 5)


async def test_cancelled_by_us() -> None:
    """When the service itself is stopped, the attempt is not judged but stops."""
    began = asyncio.Event()

    @on("fake")
    async def hang(_delivery: Delivery) -> None:
        began.set()
        await asyncio.Event().wait()

    attempt = asyncio.create_task(made(hang))
    await began.wait()
    attempt.cancel()
    with pytest.raises(asyncio.CancelledError):
        await attempt


async def test_cancelled_long_ago() -> None:
    """A cancellation that an earlier handler has left to the task is none of this attempt."""

    @on("fake")
    async def fail(_delivery: Delivery) -> None:
        raise asyncio.CancelledError

    task = asyncio.current_task()
    assert task
    task.cancel()
    with suppress(asyncio.CancelledError):
        await asyncio.sleep(0)
    judged = await made(fail)
    task.uncancel()
    assert (Verdict.FAILED, "CancelledError") == (judged.verdict, judged.attempt.cause)
