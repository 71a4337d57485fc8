"""Outcomes: written when the handlers have run, which must not run again, however long it takes."""

import asyncio

import structlog
from sqlalchemy.exc import SQLAlchemyError

from receiver.services.progress import Progress
from receiver.storage.claims import ClaimLost
from receiver.storage.group import GroupCommit
from receiver.storage.outcomes import Outcome

log = structlog.get_logger()


async def write(progress: Progress, outcomes: GroupCommit[Outcome, bool]) -> None:
    """Write what has come of an attempt; raises `ClaimLost` if the delivery is no longer ours."""
    outcome = progress.outcome()
    while True:
        try:
            kept = await outcomes.submit(outcome)
        except SQLAlchemyError as error:
            log.warning("outcome.not_written", cause=type(error).__name__)
            await asyncio.sleep(1)
        else:
            break
    if not kept:
        raise ClaimLost
    progress.keep(outcome)
