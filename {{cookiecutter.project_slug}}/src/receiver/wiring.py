"""The composition root: the one place where the parts of the service meet, and run."""

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from functools import partial

import structlog

from receiver.assembly import Parts
from receiver.background.base import Notify
from receiver.observability.beginnings import begin
from receiver.services.backlog import Backlog
from receiver.services.counting import Counting
from receiver.services.expected import Expected
from receiver.services.hints import hinting
from receiver.services.inbox import Inbox
from receiver.services.processor import Processor
from receiver.services.readiness import Readiness
from receiver.services.recurring import every
from receiver.services.retention import retaining
from receiver.services.running import Running
from receiver.services.strays import tell_of_strays
from receiver.services.sweeper import Sweeper
from receiver.storage.clock import HINT_GRACE
from receiver.storage.engine import Database
from receiver.storage.opening import open_database
from receiver.storage.sessions import Sessions

log = structlog.get_logger()


@asynccontextmanager
async def run(parts: Parts) -> AsyncIterator[Running]:
    """Run the service: the inbox open, the strategy and the sweeper at work."""
    settings, metrics = parts.settings, parts.metrics
    secrets = {name: len(each.trust.keys) for name, each in parts.sources.items()}
    begin(metrics, secrets, (each.name for each in parts.handlers.all))
    tell_of_strays()
    with parts.traced() as spans, open_database(settings.database_url) as database:
        inbox, sessions = inbox_of(parts, database), Sessions(database)
        processor = Processor(
            database,
            sessions,
            parts.handlers,
            metrics,
            settings,
            courtesy=inbox.let_senders_first,
            spans=spans,
        )
        expected = Expected(processor.process)
        async with (
            aclosing(sessions),
            every(settings.lease / 3, processor.renew),
            notifying(parts, expected) as notify,
            sweeping(parts, database, processor, notify, expected) as sweeper,
            retaining(settings),
        ):
            running = Running(
                settings=settings,
                sources=parts.sources,
                metrics=metrics,
                database=database,
                inbox=inbox,
                notify=notify,
                readiness=Readiness(database, settings.commit_timeout),
                backlog=Backlog(database, settings.commit_timeout),
                processor=processor,
                sweeper=sweeper,
                spans=spans,
                counting=Counting(database),
            )
            log.info("process.started", handles=not parts.only_receives)
            try:
                yield running
            finally:
                running.announce()
                running.drain()
                await parts.keys.close()
    log.info("process.stopped")


def inbox_of(parts: Parts, database: Database) -> Inbox:
    """Return the inbox; a strategy with jobs hints in the transaction that stores a delivery."""
    jobs, settings = parts.strategy.jobs, parts.settings
    return Inbox(
        database,
        parts.handlers,
        parts.metrics,
        settings.commit_timeout,
        hint=partial(jobs.hint, settings) if jobs else None,
        grace=HINT_GRACE if parts.hints else 0.0,
    )


async def nobody(_keys: Sequence[int]) -> None:
    """Need no hint."""


@asynccontextmanager
async def notifying(parts: Parts, expected: Expected) -> AsyncIterator[Notify]:
    """Run the strategy; an engine's broker is not allowed to hold anything up."""
    strategy = parts.strategy
    if strategy.open is None or not parts.hints:
        yield nobody
        return
    async with strategy.open(parts.settings, expected.process) as notify:
        if strategy.engine is None:
            yield expected.told(notify)
            return
        async with hinting(notify, parts.metrics) as bounded:
            yield bounded


@asynccontextmanager
async def sweeping(
    parts: Parts, database: Database, processor: Processor, notify: Notify, expected: Expected
) -> AsyncIterator[Sweeper]:
    """Run the sweeper, where deliveries are handled."""
    sweeper = Sweeper(database, processor.renew, notify, parts.metrics, expected)
    if parts.only_receives:
        sweeper.stop()
    async with every(parts.settings.sweep_interval, sweeper.sweep):
        yield sweeper
