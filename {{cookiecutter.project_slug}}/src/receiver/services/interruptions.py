"""Interruptions: whatever a handler raises, it has failed, unless it was us who ended it."""

import asyncio
from collections.abc import Callable


def interruptions() -> Callable[[BaseException], bool]:
    """Return what says of an error whether somebody has cancelled this task since now.

    Handlers raise `CancelledError` as well, and libraries leave a cancellation behind that was
    long ago.
    """
    task = asyncio.current_task()
    before = task.cancelling() if task else 0

    def is_ours(error: BaseException) -> bool:
        is_cancelled = task is not None and task.cancelling() > before
        return is_cancelled and isinstance(error, asyncio.CancelledError)

    return is_ours
