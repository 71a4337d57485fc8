"""Releases: a delivery that is given up in the middle, so that another process takes it at once."""

import asyncio

import structlog
from sqlalchemy.exc import SQLAlchemyError

from receiver.errors import Unavailable
from receiver.services.progress import Progress
from receiver.storage.group import GroupCommit
from receiver.storage.outcomes import Outcome

PATIENCE = 2.0
"""Seconds to write that in; without it the lease runs out, which takes longer."""

log = structlog.get_logger()


async def release(progress: Progress, outcomes: GroupCommit[Outcome, bool]) -> None:
    """Write what has come of an attempt that is cut off, if that can be given up."""
    outcome = progress.interrupted()
    if outcome is None:
        return
    try:
        async with asyncio.timeout(PATIENCE):
            kept = await outcomes.submit(outcome)
    except (TimeoutError, SQLAlchemyError, Unavailable) as error:
        log.warning("delivery.not_released", cause=type(error).__name__)
    else:
        log.info("delivery.released" if kept else "delivery.lost")
