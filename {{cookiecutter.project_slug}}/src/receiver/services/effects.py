"""Effects: a handler run in a session, whose rows are committed with the outcome or not at all."""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from receiver.handling import Handler
from receiver.services.attempts import run
from receiver.services.interruptions import interruptions
from receiver.services.progress import Progress
from receiver.services.runs import Run, Verdict, failed
from receiver.storage.claims import ClaimLost

if TYPE_CHECKING:
    from receiver.storage.effects import Effects


async def run_in_session(
    handler: Handler, progress: Progress, effects: "Effects", limit: float
) -> Run:
    """Run a handler once, and if it succeeds commit what it did together with the outcome so far.

    `limit`, in seconds, is for the handler, and again for the commit. Raises `ClaimLost` if
    the delivery was no longer ours at that moment. A commit that fails makes it a failed run: and
    should the database have committed all the same, then that outcome has taken the claim's
    token out of use, and the one of the failure will not be written.
    """
    made = await run(handler, progress.delivery, limit, effects.session)
    if made.verdict is not Verdict.DONE:
        return made
    outcome, is_ours = progress.outcome(made), interruptions()
    try:
        async with asyncio.timeout(limit):
            await effects.commit(outcome)
    except ClaimLost:
        raise
    except TimeoutError:
        return failed(made, TimeoutError(f"no commit after {limit:g} s"))
    except BaseException as error:
        if is_ours(error):
            raise
        return failed(made, error)  # the rows are the handler's, and so is what is wrong
    progress.keep(outcome)
    return replace(made, written=True)
