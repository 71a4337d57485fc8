"""Runs: what one run of one handler came to, for the ledger and for what is to be done next."""

import time
from dataclasses import dataclass, replace
from enum import StrEnum

from receiver.handling import Handler
from receiver.services.explanations import message_of, where
from receiver.storage.outcomes import Attempt


class Verdict(StrEnum):
    """What an attempt means for its handler: finished, to be run again, or beyond help."""

    DONE = "done"
    FAILED = "failed"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Run:
    """A finished attempt; `after` is the seconds until the next that the handler asks for.

    `where` is the line that raised, for the log: unlike the message it cannot hold a payload.
    One that is `written` is in the ledger already.
    """

    verdict: Verdict
    attempt: Attempt
    after: float | None = None
    where: str = ""
    written: bool = False


def failed(made: Run, error: BaseException) -> Run:
    """Return a run as one that failed after all: what it had done could not be committed."""
    attempt = replace(
        made.attempt,
        outcome=Verdict.FAILED,
        cause=type(error).__name__,
        message=message_of(error),
    )
    return Run(Verdict.FAILED, attempt, where=where(error))


def cut_off(handler: Handler, since: float) -> Attempt:
    """Return the line of a run that the service's stop cut off; it began at that Unix time."""
    return Attempt(
        handler=handler.name,
        started_at=since,
        duration=max(0.0, time.time() - since),
        outcome="released",
        cause="Stopped",
        message="the service stopped before the handler had ended; the attempt does not count",
    )


def abandoned(handler: Handler) -> Run:
    """Return the end of a handler whose attempts are used up without one of them ever ending."""
    message = "each attempt was cut off: the process ended, or lost its lease, in the middle"
    attempt = Attempt(
        handler=handler.name,
        started_at=time.time(),
        duration=0.0,
        outcome=Verdict.DEAD,
        cause="Abandoned",
        message=message,
    )
    return Run(Verdict.DEAD, attempt)
