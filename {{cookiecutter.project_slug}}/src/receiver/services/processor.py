"""Processing: claim a delivery, run its handlers, write what became of it, all or nothing."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

import structlog

from receiver.deliveries import State
from receiver.handling import Handler, Handlers
from receiver.observability.contexts import context_of_its_own
from receiver.observability.metrics import Metrics
from receiver.services.attempts import run
from receiver.services.effects import run_in_session
from receiver.services.holds import Holds
from receiver.services.outcomes import write
from receiver.services.progress import Progress
from receiver.services.releases import release
from receiver.services.runs import Run
from receiver.services.tries import Tries
from receiver.settings import Settings
from receiver.spans import NO_SPANS, Spans
from receiver.storage.claims import Claim, ClaimLost, claim, renew
from receiver.storage.engine import Database
from receiver.storage.group import GroupCommit
from receiver.storage.order import following
from receiver.storage.outcomes import Outcome, finish
from receiver.storage.sessions import Sessions

log = structlog.get_logger()


async def _at_once() -> None:
    return


class Processor:
    """Runs handlers for deliveries. Claims and outcomes of concurrent deliveries share commits.

    `courtesy` is awaited before each delivery; `spans` hears of each attempt.
    """

    def __init__(  # noqa: PLR0913 - what the composition root hands in
        self,
        database: Database,
        sessions: Sessions,
        handlers: Handlers,
        metrics: Metrics,
        settings: Settings,
        *,
        courtesy: Callable[[], Awaitable[None]] = _at_once,
        spans: Spans = NO_SPANS,
    ) -> None:
        self._database = database
        self._sessions = sessions
        self._handlers = handlers
        self._courtesy = courtesy
        self._spans = spans
        self._lease = settings.lease
        self._tries = Tries(settings, metrics)
        self._holds = Holds()
        self._slots = asyncio.Semaphore(max(1, settings.workers))
        self._claims = GroupCommit[int, Claim | None](
            lambda keys: database.write(claim, keys, settings.lease)
        )
        self._outcomes = GroupCommit[Outcome, bool](lambda batch: database.write(finish, batch))

    async def process(self, key: int) -> int | None:
        """Make one attempt at a delivery, unless it is settled or somebody else holds it.

        So many at a time, whoever asks: an engine, or the sweeper beside it. Returns the key of
        the delivery that waited for it in its order, if any did.
        """
        async with self._slots:
            await self._courtesy()
            return await self._process(key)

    async def renew(self) -> None:
        """Hold what is being processed for another lease."""
        claims = self._holds.claims()
        if claims:
            await self._database.write(renew, claims, self._lease)

    def stop(self, grace: float) -> None:
        """Begin no further delivery, and cut off what is not done in so many seconds."""
        self._holds.stop(grace)

    async def _process(self, key: int) -> int | None:
        claimed = None if self._holds.is_stopping else await self._claims.submit(key)
        if claimed is None:
            return None
        delivery = claimed.delivery
        progress = Progress(claimed, self._handlers.of(delivery), self._lease)
        with (
            self._holds.hold(progress),
            context_of_its_own(
                request_id=delivery.request_id,
                key=key,
                source=delivery.source,
                webhook_event=delivery.event,
                attempt=delivery.attempt,
            ),
        ):
            await self._attempt(progress)
        if delivery.ordering is None:
            return None
        return await self._database.read(following, delivery)

    async def _attempt(self, progress: Progress) -> None:
        """Run the handlers that have not ended yet, one after the other, and write the outcome."""
        try:
            for handler in progress.handlers():
                progress.add(await self._make(handler, progress))
            if progress.state is State.PROCESSING:
                await write(progress, self._outcomes)
        except ClaimLost:
            log.info("delivery.lost")
        except asyncio.CancelledError:
            if self._holds.is_stopping:
                await release(progress, self._outcomes)
            else:
                log.warning("attempt.cancelled")  # by the handler: it counts, as a crash does
            raise
        else:
            event = f"delivery.{progress.state}"
            log.info(event)

    async def _make(self, handler: Handler, progress: Progress) -> Run:
        with self._spans.attempt(progress.delivery, handler.name) as span:
            once = partial(self._run, handler, progress)
            made = await self._tries.make(handler, progress.delivery, once)
            span.tell(made.verdict, cause=made.attempt.cause, where=made.where)
        return made

    async def _run(self, handler: Handler, progress: Progress, limit: float) -> Run:
        if handler.takes_session:
            async with self._sessions.open() as effects:
                return await run_in_session(handler, progress, effects, limit)
        return await run(handler, progress.delivery, limit)
