"""Progress: how far the attempt at one claimed delivery has come, and the outcome of that."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from receiver.deliveries import Delivery, State
from receiver.handling import Handler
from receiver.services.runs import Run, Verdict, cut_off
from receiver.storage.claims import Claim
from receiver.storage.outcomes import Outcome


class Progress:
    """The claim as it stands, the handlers that are left, and the runs of this attempt.

    It is over when nothing is left to be run or written. `lease` is the seconds that a claim
    is held for when an outcome is written before the last handler has run.
    """

    def __init__(self, claim: Claim, wanting: Sequence[Handler], lease: float) -> None:
        self.claim = claim
        self.state = State.PROCESSING
        self._left = [each for each in wanting if each.name not in claim.settled]
        self._is_wanted = bool(wanting)
        self._runs: list[Run] = []
        self._lease = lease
        self._running: Handler | None = None
        self._since = 0.0

    @property
    def delivery(self) -> Delivery:
        """Return what is being handled."""
        return self.claim.delivery

    def handlers(self) -> Iterator[Handler]:
        """Return the handlers that have not ended yet, each when its time has come."""
        while self._left:
            self._running, self._since = self._left.pop(0), time.time()
            yield self._running
        self._running = None

    def add(self, made: Run) -> None:
        """Take note of a run."""
        self._runs.append(made)

    def outcome(self, *more: Run) -> Outcome:
        """Return what is to be written now, with runs of which nobody has taken note yet."""
        runs = [*self._runs, *more]
        settled = self.claim.settled | {
            each.attempt.handler: str(each.verdict)
            for each in runs
            if each.verdict is not Verdict.FAILED
        }
        delay = max((each.after or 0.0 for each in runs), default=0.0)
        return Outcome(
            claim=self.claim,
            state=self._state(runs, settled),
            delay=self._lease if self._left else delay,
            settled=settled,
            attempts=[each.attempt for each in runs if not each.written],
        )

    def interrupted(self) -> Outcome | None:
        """Return what is to be written when the attempt is cut off: free at once, not counted.

        Handlers that have ended stay so. None if there is nothing to give up, or if the handler
        runs in a thread, which cannot be cut off: then nobody may take over before the lease
        has run out.
        """
        if self.state is not State.PROCESSING or (self._running and not self._running.is_async):
            return None
        outcome = self.outcome()
        if self._running is None:
            return outcome
        ended = self._running.name in self.claim.settled  # and its session was being closed
        cuts = [] if ended else [cut_off(self._running, self._since)]
        return replace(
            outcome,
            state=State.RETRYING,
            delay=0.0,
            attempts=[*outcome.attempts, *cuts],
            counts=False,
        )

    def keep(self, outcome: Outcome) -> None:
        """Go on from an outcome that was written: with a new token, its runs in the ledger."""
        self.state = outcome.state
        self.claim = replace(self.claim, token=self.claim.token + 1, settled=outcome.settled)
        self._runs = [replace(each, written=True) for each in self._runs]

    def _state(self, runs: Sequence[Run], settled: dict[str, str]) -> State:
        if self._left:
            return State.PROCESSING
        if any(each.verdict is Verdict.FAILED for each in runs):
            return State.RETRYING
        if not self._is_wanted:
            return State.UNHANDLED
        return State.DEAD if Verdict.DEAD in settled.values() else State.DONE
