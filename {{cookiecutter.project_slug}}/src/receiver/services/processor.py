"""Processing: claim a delivery, run its handlers, write what became of it, all or nothing."""

import asyncio
import logging

import structlog
from sqlalchemy.exc import SQLAlchemyError
from structlog.contextvars import bound_contextvars

from receiver.deliveries import State
from receiver.handling import Handler, Handlers
from receiver.observability.metrics import Metrics
from receiver.services.attempts import Run, Verdict, abandoned, run
from receiver.services.backoff import backoff
from receiver.settings import Settings
from receiver.storage.claims import Claim, claim, renew
from receiver.storage.engine import Database
from receiver.storage.group import GroupCommit
from receiver.storage.order import following
from receiver.storage.outcomes import Outcome, finish

log = structlog.get_logger()


class Processor:
    """Runs handlers for deliveries. Claims and outcomes of concurrent deliveries share commits."""

    def __init__(
        self, database: Database, handlers: Handlers, metrics: Metrics, settings: Settings
    ) -> None:
        self._database = database
        self._handlers = handlers
        self._metrics = metrics
        self._settings = settings
        self._stopping = False
        self._held: dict[tuple[int, int], Claim] = {}
        self._claims = GroupCommit[int, Claim | None](
            lambda keys: database.write(claim, keys, settings.lease)
        )
        self._outcomes = GroupCommit[Outcome, bool](lambda batch: database.write(finish, batch))

    async def process(self, key: int) -> None:
        """Make one attempt at a delivery, unless it is settled or somebody else holds it.

        What was held behind it in its order comes next.
        """
        after: int | None = key
        while after is not None:
            after = await self._process(after)

    def stop(self) -> None:
        """Begin no further delivery after those that are being processed."""
        self._stopping = True

    async def _process(self, key: int) -> int | None:
        """Return the key of the delivery that may be processed now, if this one was before it."""
        claimed = await self._claims.submit(key)
        if claimed is None:
            return None
        delivery = claimed.delivery
        self._held[key, claimed.token] = claimed
        try:
            with bound_contextvars(key=key, source=delivery.source, webhook_event=delivery.event):
                await self._write(await self._attempt(claimed))
        finally:
            del self._held[key, claimed.token]
        if delivery.ordering is None or self._stopping:
            return None
        return await self._database.read(following, delivery)

    async def renew(self) -> None:
        """Hold what is being processed for another lease."""
        if self._held:
            claims = list(self._held.values())
            await self._database.write(renew, claims, self._settings.lease)

    async def _attempt(self, claimed: Claim) -> Outcome:
        """Run the handlers that have not ended yet, one after the other, and sum up."""
        wanting = self._handlers.of(claimed.delivery)
        left = [handler for handler in wanting if handler.name not in claimed.settled]
        runs = [await self._run(handler, claimed) for handler in left]
        settled = claimed.settled | {
            each.attempt.handler: str(each.verdict)
            for each in runs
            if each.verdict is not Verdict.FAILED
        }
        return Outcome(
            claim=claimed,
            state=_state(runs, settled) if wanting else State.UNHANDLED,
            delay=max((each.after or 0.0 for each in runs), default=0.0),
            settled=settled,
            attempts=[each.attempt for each in runs],
        )

    async def _run(self, handler: Handler, claimed: Claim) -> Run:
        """Run one handler; a failure in its last attempt is its death."""
        number = claimed.delivery.attempt
        last = handler.subscription.attempts or self._settings.attempts
        if number > last:
            made = abandoned(handler)
        else:
            limit = handler.subscription.timeout or self._settings.handler_timeout
            made = await run(handler, claimed.delivery, limit)
        self._tell(handler, number, made)
        if made.verdict is not Verdict.FAILED:
            return made
        if number == last:
            return Run(Verdict.DEAD, made.attempt)
        delay = backoff(number, self._settings.retry_base, self._settings.retry_cap)
        return Run(Verdict.FAILED, made.attempt, delay if made.after is None else made.after)

    def _tell(self, handler: Handler, number: int, made: Run) -> None:
        self._metrics.attempts.labels(handler.name, made.verdict).inc()
        event = f"attempt.{made.verdict}"
        log.log(
            logging.INFO if made.verdict is Verdict.DONE else logging.WARNING,
            event,
            handler=handler.name,
            attempt=number,
            seconds=round(made.attempt.duration, 4),
            **({"cause": made.attempt.cause, "where": made.where} if made.attempt.cause else {}),
        )

    async def _write(self, outcome: Outcome) -> None:
        """Write an outcome, however long that takes: the handlers have run and must not again."""
        while True:
            try:
                kept = await self._outcomes.submit(outcome)
            except SQLAlchemyError as error:
                log.warning("outcome.not_written", cause=type(error).__name__)
                await asyncio.sleep(1)
            else:
                break
        event = f"delivery.{outcome.state}" if kept else "delivery.lost"
        log.info(event, attempt=outcome.claim.delivery.attempt)


def _state(runs: list[Run], settled: dict[str, str]) -> State:
    if any(each.verdict is Verdict.FAILED for each in runs):
        return State.RETRYING
    return State.DEAD if Verdict.DEAD in settled.values() else State.DONE
