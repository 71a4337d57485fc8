"""Strays: errors that reach nobody, such as those of a task that a handler left behind."""

import asyncio
from typing import Any

import structlog

from receiver.services.explanations import where

log = structlog.get_logger()


def tell_of_strays() -> None:
    """Have this event loop say that there was one, what it was and where.

    asyncio's own lines would quote the error's words and its callback's arguments, which may
    hold a payload.
    """
    asyncio.get_running_loop().set_exception_handler(_tell)


def _tell(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    error = context.get("exception")
    if error is None:
        log.error("task.lost", reason=context["message"])
    else:
        log.error("task.failed", cause=type(error).__name__, where=where(error))
