"""Patience: an operator's work goes on after a database that was busy, or away, for a while."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog
from sqlalchemy.exc import OperationalError

LIMIT = 30.0
PAUSE = 0.2

Result = TypeVar("Result")

log = structlog.get_logger()


async def patiently(work: Callable[[], Awaitable[Result]]) -> Result:
    """Return what `work` returns; for `LIMIT` seconds it is tried again if the database fails.

    A commit may have succeeded although it seemed to fail: `work` must do nothing twice.
    """
    until = time.monotonic() + LIMIT
    while True:
        try:
            return await work()
        except OperationalError as error:
            if time.monotonic() > until:
                raise
            log.info("operation.held_back", cause=type(error).__name__)
        await asyncio.sleep(PAUSE)
